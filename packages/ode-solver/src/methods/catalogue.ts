import { bogackiShampine32 } from './bogacki-shampine-32.ts';
import { dop853 } from './dop853.ts';
import { dormandPrince54 } from './dormand-prince-54.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';
import { tsitouras54 } from './tsitouras-54.ts';
import type { ExplicitTable } from './explicit-table.ts';

export const explicitTables: Readonly<Record<string, ExplicitTable>> = {
  dopri5: dormandPrince54,
  tsit5: tsitouras54,
  bs3: bogackiShampine32,
  dop853,
  rk4: rungeKutta4,
};
