import { explicitTable } from './explicit-table.ts';

/**
 * Explicit pair of order 5(4), first same as last, with smaller error constants than Dormand–Prince.
 * Tsitouras, Comput. Math. Appl. 62 (2011) 770–775; dense output of order 4 from the same paper, of which θ²(1−θ)²
 * times the row below is all that cubic Hermite interpolation does not have.
 */
export const tsitouras54 = /* @__PURE__ */ explicitTable({
  name: 'tsit5',
  order: 5,
  errorOrder: 4,
  denseOrder: 4,
  c: [0, 0.161, 0.327, 0.9, 0.9800255409045097, 1],
  a: [
    [],
    [0.161],
    [-0.008480655492356989, 0.335480655492357],
    [2.897153057105493, -6.359448489975075, 4.362295432869581],
    [5.325864828439257, -11.748883564062828, 7.495539342889836, -0.09249506636175525],
    [5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.02826905039406838],
  ],
  b: [0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774],
  bError: [
    0.001780011052226,
    0.000816434459657,
    -0.007880878010262,
    0.144711007173263,
    -0.582357165452555,
    0.458082105929187,
    -1 / 66,
  ],
  dense: [
    [-1.0530884977290216, 0.1017, 2.490627285651253, -16.548102889244902, 47.37952196281928, -34.87065786149661, 2.5],
  ],
});
