import { explicitTable } from './explicit-table.ts';

/**
 * The classical method of order 4, for fixed steps: it has no error estimate. Dense output: cubic Hermite.
 * Kutta, Z. Math. Phys. 46 (1901) 435–453.
 */
export const rungeKutta4 = /* @__PURE__ */ explicitTable({
  name: 'rk4',
  order: 4,
  errorOrder: 0,
  denseOrder: 3,
  c: [0, 1 / 2, 1 / 2, 1],
  a: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]],
  b: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
  bError: [],
  dense: [],
});
