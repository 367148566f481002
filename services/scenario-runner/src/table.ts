/** A table in plain text: first column left, the others right, two spaces between. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`.trimEnd();
  return [line(header), ...rows.map(line)].join('\n');
}

/** Two blocks of lines side by side. */
export function besides(left: string, right: string): string {
  const [a, b] = [left.split('\n'), right.split('\n')];
  const width = Math.max(...a.map((line) => line.length)) + 4;
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) =>
    `${(a[i] ?? '').padEnd(width)}${b[i] ?? ''}`.trimEnd(),
  ).join('\n');
}
