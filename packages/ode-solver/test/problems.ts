import { readFileSync } from 'node:fs';
import type { OdeProblem } from '../src/index.ts';

/** Reference end values: see reference/README.md. */
interface Reference {
  readonly problems: readonly {
    readonly name: string;
    readonly y0: number[];
    readonly tspan: [number, number];
    readonly y_end: number[];
    readonly y_at: readonly { t: number; y: number[] }[];
  }[];
}

const read = (file: string): string => readFileSync(new URL(`reference/${file}`, import.meta.url), 'utf8');
const reference = JSON.parse(read('problems.json')) as Reference;

export type Kind = 'nonstiff' | 'stiff' | 'dae';

export interface TestProblem {
  readonly name: string;
  readonly kind: Kind;
  readonly problem: OdeProblem<unknown>;
  readonly yEnd: readonly number[];
  /** atol / rtol, one or per component: the smallest size that matters. */
  readonly floor: number | readonly number[];
  readonly yAt: readonly { readonly t: number; readonly y: readonly number[] }[];
}

type PlainRhs = (t: number, y: Float64Array, dy: Float64Array) => void;

function referenced(
  name: string,
  kind: Kind,
  floor: number | readonly number[],
  rhs: PlainRhs,
  more: Partial<OdeProblem<unknown>> = {},
): TestProblem {
  const found = reference.problems.find((p) => p.name === name);
  if (found === undefined) throw new Error(`no reference for ${name}`);
  const { y0, tspan, y_end: yEnd, y_at: yAt } = found;
  return { name, kind, floor, yEnd, yAt, problem: { rhs, y0, tspan, params: undefined, ...more } };
}

function published(
  name: string,
  kind: Kind,
  floor: number,
  y0: readonly number[],
  tEnd: number,
  yEnd: readonly number[],
  rhs: PlainRhs,
  more: Partial<OdeProblem<unknown>> = {},
): TestProblem {
  return { name, kind, floor, yEnd, yAt: [], problem: { rhs, y0, tspan: [0, tEnd], params: undefined, ...more } };
}

const robertson: PlainRhs = (_t, y, dy) => {
  const slow = 0.04 * y[0]!;
  const back = 1e4 * y[1]! * y[2]!;
  const fast = 3e7 * y[1]! * y[1]!;
  dy[0] = back - slow;
  dy[1] = slow - back - fast;
  dy[2] = fast;
};

const vanDerPol =
  (mu: number): PlainRhs =>
  (_t, y, dy) => {
    dy[0] = y[1]!;
    dy[1] = mu * (1 - y[0]! * y[0]!) * y[1]! - y[0]!;
  };

const vanDerPolScaled: PlainRhs = (_t, y, dy) => {
  dy[0] = y[1]!;
  dy[1] = ((1 - y[0]! * y[0]!) * y[1]! - y[0]!) / 1e-6;
};

const hires: PlainRhs = (_t, y, dy) => {
  const fast = 280 * y[5]! * y[7]!;
  dy[0] = -1.71 * y[0]! + 0.43 * y[1]! + 8.32 * y[2]! + 0.0007;
  dy[1] = 1.71 * y[0]! - 8.75 * y[1]!;
  dy[2] = -10.03 * y[2]! + 0.43 * y[3]! + 0.035 * y[4]!;
  dy[3] = 8.32 * y[1]! + 1.71 * y[2]! - 1.12 * y[3]!;
  dy[4] = -1.745 * y[4]! + 0.43 * (y[5]! + y[6]!);
  dy[5] = -fast + 0.69 * y[3]! + 1.71 * y[4]! - 0.43 * y[5]! + 0.69 * y[6]!;
  dy[6] = fast - 1.81 * y[6]!;
  dy[7] = -dy[6];
};

const oregonator: PlainRhs = (_t, y, dy) => {
  dy[0] = 77.27 * (y[1]! + y[0]! * (1 - 8.375e-6 * y[0]! - y[1]!));
  dy[1] = (y[2]! - (1 + y[0]!) * y[1]!) / 77.27;
  dy[2] = 0.161 * (y[0]! - y[2]!);
};

const e5: PlainRhs = (_t, y, dy) => {
  const a = 7.89e-10 * y[0]!;
  const b = 1.1e7 * y[0]! * y[2]!;
  const mc = 1.13e9 * y[1]! * y[2]!;
  const c = 1.13e3 * y[3]!;
  dy[0] = -a - b;
  dy[1] = a - mc;
  dy[2] = a - b - mc + c;
  dy[3] = b - c;
};

/** Differences are too rough for this problem: its components span fourteen decades. */
const e5Jac = (_t: number, y: Float64Array, J: Float64Array): void => {
  const b1 = 1.1e7 * y[0]!;
  const b3 = 1.1e7 * y[2]!;
  J.set([-7.89e-10 - b3, 0, -b1, 0], 0);
  J.set([7.89e-10, -1.13e9 * y[2]!, -1.13e9 * y[1]!, 0], 4);
  J.set([7.89e-10 - b3, -1.13e9 * y[2]!, -b1 - 1.13e9 * y[1]!, 1.13e3], 8);
  J.set([b3, 0, b1, -1.13e3], 12);
};

const pollution: PlainRhs = (_t, y, dy) => {
  const [y1, y2, y3, y4, y5, y6, y7, , y9, y10, y11, , y13, y14, , y16, y17, , y19, y20] = y as unknown as number[];
  const r1 = 0.35 * y1!;
  const r2 = 26.6 * y2! * y4!;
  const r3 = 1.23e4 * y5! * y2!;
  const r4 = 8.6e-4 * y7!;
  const r5 = 8.2e-4 * y7!;
  const r6 = 1.5e4 * y7! * y6!;
  const r7 = 1.3e-4 * y9!;
  const r8 = 2.4e4 * y9! * y6!;
  const r9 = 1.65e4 * y11! * y2!;
  const r10 = 9e3 * y11! * y1!;
  const r11 = 0.022 * y13!;
  const r12 = 1.2e4 * y10! * y2!;
  const r13 = 1.88 * y14!;
  const r14 = 1.63e4 * y1! * y6!;
  const r15 = 4.8e6 * y3!;
  const r16 = 3.5e-4 * y4!;
  const r17 = 0.0175 * y4!;
  const r18 = 1e8 * y16!;
  const r19 = 4.44e11 * y16!;
  const r20 = 1.24e3 * y17! * y6!;
  const r21 = 2.1 * y19!;
  const r22 = 5.78 * y19!;
  const r23 = 0.0474 * y1! * y4!;
  const r24 = 1.78e3 * y19! * y1!;
  const r25 = 3.12 * y20!;
  dy[0] = -r1 - r10 - r14 - r23 - r24 + r2 + r3 + r9 + r11 + r12 + r22 + r25;
  dy[1] = -r2 - r3 - r9 - r12 + r1 + r21;
  dy[2] = -r15 + r1 + r17 + r19 + r22;
  dy[3] = -r2 - r16 - r17 - r23 + r15;
  dy[4] = -r3 + r4 + r4 + r6 + r7 + r13 + r20;
  dy[5] = -r6 - r8 - r14 - r20 + r3 + r18 + r18;
  dy[6] = -r4 - r5 - r6 + r13;
  dy[7] = r4 + r5 + r6 + r7;
  dy[8] = -r7 - r8;
  dy[9] = -r12 + r7 + r9;
  dy[10] = -r9 - r10 + r8 + r11;
  dy[11] = r9;
  dy[12] = -r11 + r10;
  dy[13] = -r13 + r12;
  dy[14] = r14;
  dy[15] = -r18 - r19 + r16;
  dy[16] = -r20;
  dy[17] = r20;
  dy[18] = -r21 - r22 - r24 + r23 + r25;
  dy[19] = -r25 + r24;
};

const pollutionEnd = [
  0.05646255480022769, 0.1342484130422339, 4.139734331099427e-9, 0.005523140207484359, 2.018977262302196e-7,
  1.464541863493966e-7, 0.07784249118997964, 0.3245075353396018, 0.007494013383880406, 1.622293157301561e-8,
  1.135863833257075e-8, 0.002230505975721359, 0.000208716288279863, 1.396921016840158e-5, 0.008964884856898295,
  4.352846369330103e-18, 0.006899219696263405, 0.0001007803037365946, 1.772146513969984e-6, 5.682943292316392e-5,
];

const brusselator: PlainRhs = (_t, y, dy) => {
  const squared = y[0]! * y[0]! * y[1]!;
  dy[0] = 1 + squared - 4 * y[0]!;
  dy[1] = 3 * y[0]! - squared;
};

const lorenz: PlainRhs = (_t, y, dy) => {
  dy[0] = 10 * (y[1]! - y[0]!);
  dy[1] = 28 * y[0]! - y[1]! - y[0]! * y[2]!;
  dy[2] = y[0]! * y[1]! - (8 / 3) * y[2]!;
};

const kepler: PlainRhs = (_t, y, dy) => {
  const square = y[0]! * y[0]! + y[1]! * y[1]!;
  const cube = square * Math.sqrt(square);
  dy[0] = y[2]!;
  dy[1] = y[3]!;
  dy[2] = -y[0]! / cube;
  dy[3] = -y[1]! / cube;
};

const pleiades: PlainRhs = (_t, y, dy) => {
  for (let i = 0; i < 7; i++) {
    let ax = 0;
    let ay = 0;
    for (let j = 0; j < 7; j++) {
      if (j === i) continue;
      const dx = y[j]! - y[i]!;
      const dz = y[7 + j]! - y[7 + i]!;
      const square = dx * dx + dz * dz;
      const cube = square * Math.sqrt(square);
      ax += ((j + 1) * dx) / cube;
      ay += ((j + 1) * dz) / cube;
    }
    dy[i] = y[14 + i]!;
    dy[7 + i] = y[21 + i]!;
    dy[14 + i] = ax;
    dy[21 + i] = ay;
  }
};

/** Hairer, Nørsett & Wanner I, (0.1): a closed orbit of the restricted three-body problem. */
const arenstorf: PlainRhs = (_t, y, dy) => {
  const mu = 0.012277471;
  const nu = 1 - mu;
  const left = (y[0]! + mu) * (y[0]! + mu) + y[1]! * y[1]!;
  const right = (y[0]! - nu) * (y[0]! - nu) + y[1]! * y[1]!;
  const d1 = left * Math.sqrt(left);
  const d2 = right * Math.sqrt(right);
  dy[0] = y[2]!;
  dy[1] = y[3]!;
  dy[2] = y[0]! + 2 * y[3]! - (nu * (y[0]! + mu)) / d1 - (mu * (y[0]! - nu)) / d2;
  dy[3] = y[1]! - 2 * y[2]! - (nu * y[1]!) / d1 - (mu * y[1]!) / d2;
};
const arenstorfStart = [0.994, 0, 0, -2.0015851063790824];

const diagonal = (...values: number[]): Float64Array => {
  const matrix = new Float64Array(values.length * values.length);
  values.forEach((x, i) => (matrix[i * values.length + i] = x));
  return matrix;
};

const robertsonDae: PlainRhs = (t, y, dy) => {
  robertson(t, y, dy);
  dy[2] = y[0]! + y[1]! + y[2]! - 1;
};

const robertsonDaeJac = (_t: number, y: Float64Array, J: Float64Array): void => {
  J.set([-0.04, 1e4 * y[2]!, 1e4 * y[1]!], 0);
  J.set([0.04, -1e4 * y[2]! - 6e7 * y[1]!, -1e4 * y[1]!], 3);
  J.set([1, 1, 1], 6);
};

const transistor: PlainRhs = (t, y, dy) => {
  const g = (x: number): number => 1e-6 * (Math.exp(x / 0.026) - 1);
  const r = 9000;
  const first = g(y[1]! - y[2]!);
  const second = g(y[4]! - y[5]!);
  dy[0] = (y[0]! - 0.1 * Math.sin(200 * Math.PI * t)) / 1000;
  dy[1] = y[1]! / r + (y[1]! - 6) / r + 0.01 * first;
  dy[2] = y[2]! / r - first;
  dy[3] = (y[3]! - 6) / r + 0.99 * first;
  dy[4] = y[4]! / r + (y[4]! - 6) / r + 0.01 * second;
  dy[5] = y[5]! / r - second;
  dy[6] = (y[6]! - 6) / r + 0.99 * second;
  dy[7] = y[7]! / r;
};

/** Conductances given as a matrix: M y′ = f with capacitors between 1–2, 4–5, 7–8 and to ground at 3 and 6. */
const transistorMass = ((): Float64Array => {
  const m = new Float64Array(64);
  const between = (i: number, j: number, c: number): void => {
    m[i * 8 + i] = -c;
    m[j * 8 + j] = -c;
    m[i * 8 + j] = c;
    m[j * 8 + i] = c;
  };
  between(0, 1, 1e-6);
  m[2 * 8 + 2] = -2e-6;
  between(3, 4, 3e-6);
  m[5 * 8 + 5] = -4e-6;
  between(6, 7, 5e-6);
  return m;
})();

const akzo: PlainRhs = (_t, y, dy) => {
  const root = Math.sqrt(y[1]!);
  const square = y[0]! * y[0]!;
  const r1 = 18.7 * square * square * root;
  const r2 = 0.58 * y[2]! * y[3]!;
  const r3 = (0.58 / 34.4) * y[0]! * y[4]!;
  const r4 = 0.09 * y[0]! * y[3]! * y[3]!;
  const r5 = 0.42 * y[5]! * y[5]! * root;
  const inflow = 3.3 * (0.9 / 737 - y[1]!);
  dy[0] = -2 * r1 + r2 - r3 - r4;
  dy[1] = -0.5 * r1 - r4 - 0.5 * r5 + inflow;
  dy[2] = r1 - r2 + r3;
  dy[3] = -r2 + r3 - 2 * r4;
  dy[4] = r2 - r3 + r5;
  dy[5] = 115.83 * y[0]! * y[3]! - y[5]!;
};

const pendulum: PlainRhs = (_t, y, dy) => {
  dy[0] = y[2]!;
  dy[1] = y[3]!;
  dy[2] = -y[0]! * y[4]!;
  dy[3] = -y[1]! * y[4]! - 9.81;
  dy[4] = y[2]! * y[2]! + y[3]! * y[3]! - 9.81 * y[1]! - y[4]! * (y[0]! * y[0]! + y[1]! * y[1]!);
};

/** Inputs of the stirred tank: flow, feed temperature and concentration, coolant temperature. */
export interface CstrInputs {
  q: number;
  Tf: number;
  Caf: number;
  Tc: number;
}

/** The tank all CSTR references are of: reference/README.md. */
export function cstr(_t: number, y: Float64Array, dy: Float64Array, p: CstrInputs): void {
  const rate = 7.2e10 * Math.exp(-8750 / y[1]!) * y[0]!;
  const dilution = p.q / 100;
  dy[0] = dilution * (p.Caf - y[0]!) - rate;
  dy[1] = dilution * (p.Tf - y[1]!) + (5e4 / 239) * rate + (5e4 / 23900) * (p.Tc - y[1]!);
}

export function cstrJac(_t: number, y: Float64Array, J: Float64Array, p: CstrInputs): void {
  const k = 7.2e10 * Math.exp(-8750 / y[1]!);
  const slope = (k * y[0]! * 8750) / (y[1]! * y[1]!);
  const dilution = p.q / 100;
  J[0] = -dilution - k;
  J[1] = -slope;
  J[2] = (5e4 / 239) * k;
  J[3] = -dilution + (5e4 / 239) * slope - 5e4 / 23900;
}

const nominal: CstrInputs = { q: 100, Tf: 350, Caf: 1, Tc: 300 };

export const problems: readonly TestProblem[] = [
  referenced('brusselator', 'nonstiff', 1, brusselator),
  referenced('lorenz_t1', 'nonstiff', 1, lorenz),
  referenced('lorenz_t10', 'nonstiff', 1, lorenz),
  published('arenstorf', 'nonstiff', 1, arenstorfStart, 17.065216560157964, arenstorfStart, arenstorf),
  referenced('kepler_e0.6', 'nonstiff', 1, kepler),
  referenced('pleiades', 'nonstiff', 1, pleiades),
  referenced('cstr_hot_start', 'nonstiff', [1, 300], (t, y, dy) => cstr(t, y, dy, nominal)),
  referenced('robertson', 'stiff', [1e-8, 1e-14, 1], robertson),
  referenced('robertson_t40', 'stiff', [1, 1e-5, 1], robertson),
  referenced('vdpol_mu1000', 'stiff', [1, 1e-3], vanDerPol(1000)),
  referenced('vdpol_eps1e-6_hw', 'stiff', 1, vanDerPolScaled),
  referenced('vdpol_eps1e-6_y0=(2,0)', 'stiff', 1, vanDerPolScaled),
  referenced('hires', 'stiff', 1e-3, hires),
  published(
    'oregonator',
    'stiff',
    1,
    [1, 2, 3],
    360,
    [1.000814870318523, 1228.178521549917, 132.0554942846706],
    oregonator,
  ),
  referenced('e5', 'stiff', [1e-14, 1e-16, 1e-16, 1e-18], e5, { jac: e5Jac }),
  published(
    'pollution',
    'stiff',
    1e-4,
    [0, 0.2, 0, 0.04, 0, 0, 0.1, 0.3, 0.01, 0, 0, 0, 0, 0, 0, 0, 0.007, 0, 0, 0],
    60,
    pollutionEnd,
    pollution,
  ),
  referenced('prothero_robinson_1e6', 'stiff', 1, (t, y, dy) => {
    dy[0] = -1e6 * (y[0]! - Math.cos(t)) - Math.sin(t);
  }),
  referenced('robertson_dae', 'dae', [1e-3, 1e-8, 1], robertsonDae, { mass: diagonal(1, 1, 0), jac: robertsonDaeJac }),
  referenced('transistor_amplifier', 'dae', 1, transistor, { mass: transistorMass }),
  published(
    'chemical_akzo',
    'dae',
    1e-3,
    [0.444, 0.00123, 0, 0.007, 0, 115.83 * 0.444 * 0.007],
    180,
    [
      0.1150794920661702, 0.001203831471567715, 0.1611562887407974, 0.0003656156421249283, 0.01708010885264404,
      0.004873531310307455,
    ],
    akzo,
    { mass: diagonal(1, 1, 1, 1, 1, 0) },
  ),
  referenced('pendulum_index1', 'dae', 1, pendulum, { mass: diagonal(1, 1, 1, 1, 0) }),
];

export function problem(name: string): TestProblem {
  const found = problems.find((p) => p.name === name);
  if (found === undefined) throw new Error(`no problem ${name}`);
  return found;
}

/** Rows of a reference CSV. */
export function csv(file: string): number[][] {
  return read(`cstr/${file}`)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
}
