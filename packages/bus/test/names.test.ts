import { patternsOverlap, subjectMatches } from '@twin/bus';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const word = fc.constantFrom('a', 'b', 'c');
const subject = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('.'));
const pattern = fc
  .tuple(fc.array(fc.oneof(word, fc.constant('*')), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([words, open]) => [...words, ...(open ? ['>'] : [])].join('.'));

/** Every subject of up to five words over the alphabet of the patterns. */
const every: string[] = [];
for (let words: string[] = ['a', 'b', 'c'], n = 1; n <= 5; n++) {
  every.push(...words);
  words = words.flatMap((prefix) => ['a', 'b', 'c'].map((next) => `${prefix}.${next}`));
}

describe('subject patterns', () => {
  it('match as the regular expression they stand for', () => {
    fc.assert(
      fc.property(pattern, subject, (p, s) => {
        const words = p.split('.').map((w) => (w === '*' ? '[^.]+' : w === '>' ? '.+' : w));
        expect(subjectMatches(p, s)).toBe(new RegExp(`^${words.join('\\.')}$`).test(s));
      }),
      { numRuns: 2_000 },
    );
  });

  it('overlap when some subject falls under both', () => {
    fc.assert(
      fc.property(pattern, pattern, (p, q) => {
        const shared = every.some((s) => subjectMatches(p, s) && subjectMatches(q, s));
        expect(patternsOverlap(p, q)).toBe(shared);
        expect(patternsOverlap(q, p)).toBe(shared);
      }),
      { numRuns: 500 },
    );
  });
});
