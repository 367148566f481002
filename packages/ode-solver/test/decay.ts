import type { OdeProblem } from '../src/index.ts';

export const decay: OdeProblem = {
  rhs: (_t, y, dy) => void (dy[0] = -y[0]!),
  params: undefined,
  y0: [1],
  tspan: [0, 1],
};
