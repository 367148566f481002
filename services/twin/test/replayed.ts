import { defaultConfig } from '../src/config-schema.ts';
import { readCsv } from '../src/csv-recording.ts';
import { replay } from '../src/replay.ts';

export const asset = 'enterprise.site.area.line.reactor';
export const beganMs = 1_760_000_000_000;
export const faultMin = 60;

export const linesOf = (text: string) =>
  text.split('\n').map((line, i, all) => ({ text: line, isEnded: i < all.length - 1 }));

export async function replayed(name: string, text: string): Promise<string[]> {
  const lines: string[] = [];
  await replay(defaultConfig, readCsv(name, linesOf(text), asset), { write: (line) => void lines.push(line) });
  return lines;
}
