import { expect, it } from 'vitest';
import { fingerprint } from './bits.ts';

// `pnpm bench` compares the same number on every Node and Chromium it is given: bench/bits.bench.ts.
it('gives the same bits as ever', () => {
  expect(fingerprint()).toMatchInlineSnapshot(`"8667a4b2"`);
});
