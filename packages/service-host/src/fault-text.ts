import type { FileFault, FileFaults } from './yaml-source.ts';

/**
 * Faults as people read them, sorted by file and line: the place (clickable in a terminal), what is wrong, the
 * line itself and a caret under what is meant.
 */
export function faultText({ faults, texts }: FileFaults): string {
  const line = (fault: FileFault) => fault.place?.line ?? 0;
  const sorted = faults.toSorted((a, b) => a.file.localeCompare(b.file) || line(a) - line(b));
  return sorted.map((fault) => oneFault(fault, texts.get(fault.file))).join('\n');
}

function oneFault({ file, place, path, message }: FileFault, text: string | undefined): string {
  if (place === undefined || text === undefined) return [file, path, message].filter((part) => part !== '').join(': ');
  const number = String(place.line);
  const shown = (text.split('\n')[place.line - 1] ?? '').replaceAll('\t', ' ').slice(0, 200);
  const caret = `${' '.repeat(place.column - 1)}${'^'.repeat(place.length)}`;
  return [
    `${file}:${place.line}:${place.column}  ${path}`.trimEnd(),
    `${number.padStart(5)} | ${shown}`,
    `${' '.repeat(5)} | ${caret} ${message}`,
  ].join('\n');
}
