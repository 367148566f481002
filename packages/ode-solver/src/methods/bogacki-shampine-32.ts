import { explicitTable } from './explicit-table.ts';

/**
 * Explicit pair of order 3(2), first same as last, for loose tolerances. Dense output: cubic Hermite, order 3.
 * Bogacki & Shampine, Appl. Math. Lett. 2 (1989) 321–325.
 */
export const bogackiShampine32 = /* @__PURE__ */ explicitTable({
  name: 'bs3',
  order: 3,
  errorOrder: 2,
  denseOrder: 3,
  c: [0, 1 / 2, 3 / 4],
  a: [[], [1 / 2], [0, 3 / 4]],
  b: [2 / 9, 1 / 3, 4 / 9],
  bError: [2 / 9 - 7 / 24, 1 / 3 - 1 / 4, 4 / 9 - 1 / 3, -1 / 8],
  dense: [],
});
