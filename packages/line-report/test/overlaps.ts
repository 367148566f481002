/** Runs in the page: labels of one chart that overlap, and labels that stick out of their chart. */
export function overlaps(): string[] {
  const faults: string[] = [];
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const labels = [...svg.querySelectorAll('text')].map((label) => ({
      text: label.textContent,
      box: label.getBoundingClientRect(),
    }));
    for (const [i, { text, box }] of labels.entries()) {
      const isInside =
        box.left >= frame.left - 1 &&
        box.right <= frame.right + 1 &&
        box.top >= frame.top - 1 &&
        box.bottom <= frame.bottom + 1;
      if (!isInside) faults.push(`"${text}" sticks out of its chart`);
      for (const other of labels.slice(i + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 1 && down > 3) faults.push(`"${text}" lies over "${other.text}"`);
      }
    }
  }
  return faults;
}
