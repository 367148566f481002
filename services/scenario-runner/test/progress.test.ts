import { expect, it } from 'vitest';
import { Progress } from '../src/progress.ts';

function drawn(isTerminal: boolean): { readonly texts: string[]; readonly progress: Progress } {
  const texts: string[] = [];
  return { texts, progress: new Progress('replications', 20, { write: (text) => texts.push(text), isTerminal }) };
}

it('is painted on a terminal from 0 on, and leaves no trace', () => {
  const { texts, progress } = drawn(true);
  expect(texts[0]).toContain('0/20');
  progress.at(20);
  expect(texts.at(-1)).toContain(`${'━'.repeat(24)} 20/20`);
  progress.end();
  expect(texts.at(-1)).toBe('\r\u001B[2K');
});

it('says nothing elsewhere of work that is over at once', () => {
  const { texts, progress } = drawn(false);
  progress.at(20);
  progress.end();
  expect(texts).toEqual([]);
});
