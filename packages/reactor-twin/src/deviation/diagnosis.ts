import { fitHypotheses, type FilterStep, type Fit, type Hypothesis, type Shape } from './likely-causes.ts';

/** One candidate, and how far it goes. */
export interface LikelyCause {
  readonly cause: string;
  readonly shape: Shape;
  /** Least-squares size in `unit`: K, mol/L, `of nominal` for a parameter; with /min for a ramp. */
  readonly size: number;
  readonly sizeStd: number;
  readonly unit: string;
  /** When it must have begun, minutes before the last reading. */
  readonly minutesAgo: number;
  /** Part of the residual, beyond noise, that it accounts for, 0 … 1. */
  readonly explained: number;
}

/** A measurement that would tell the candidates apart. */
export interface Settling {
  readonly measurement: string;
  /** Candidates it speaks about. */
  readonly about: readonly string[];
}

export interface Diagnosis {
  /** Best first; only those that explain something. */
  readonly causes: readonly LikelyCause[];
  /**
   * Causes these readings cannot tell from the best: their likelihood is less than e^(margin/2) times smaller. Always holds the
   * first; empty when nothing at all can be excluded yet.
   */
  readonly indistinguishable: readonly string[];
  readonly settledBy: readonly Settling[];
  /** What is left of the innovations by the best cause, a sample: 1 is pure noise. Far above, the cause is not in the bank or has grown beyond the linear. */
  readonly lackOfFit: number;
}

/** A sensor the model has and the plant does not (or does not use), which might settle the matter. */
export interface MissingSensor {
  readonly name: string;
  readonly state: number;
  readonly factor: number;
  readonly noiseStd: number;
}

/** Twice the log-likelihood by which a cause must be worse to be excluded: odds of 90 to 1. */
const MARGIN = 9;
/** A sensor settles when it sees two candidates so many of its standard deviations apart. */
const APART = 3;

/** A fault that shows so much has moved the plant far enough for its curvature to matter. */
const STRONG = 400;

/**
 * Ranks the bank on these steps of the filter; undefined when they hold no evidence of anything. `refine` fits a strong fault once more, on the
 * nonlinear equations.
 */
export function diagnose(
  steps: readonly FilterStep[],
  bank: readonly Hypothesis[],
  missing: readonly MissingSensor[],
  refine: (fit: Fit) => Fit = (fit) => fit,
): Diagnosis | undefined {
  const total = steps.reduce(
    (sum, { sensor, innovation, variance }) => sum + (sensor < 0 ? 0 : (innovation * innovation) / variance),
    0,
  );
  const count = steps.reduce((sum, { sensor }) => sum + (sensor < 0 ? 0 : 1), 0);
  const linear = fitHypotheses(steps, bank);
  const most = Math.max(...linear.map(({ evidence }) => evidence));
  const worthIt = (fit: Fit) => most > STRONG && fit.evidence > most / 4;
  const fits = bestOfCause(linear.map((fit) => (worthIt(fit) ? refine(fit) : fit)));
  const best = fits[0];
  if (best === undefined || !(best.evidence > MARGIN)) return undefined;
  const lackOfFit = (total - best.evidence) / Math.max(1, count - 2);
  // Where even the best leaves too much, evidence is worth less: as for overdispersed counts.
  const margin = MARGIN * Math.max(1, lackOfFit);
  const kept = fits.filter(({ evidence }) => best.evidence - evidence <= margin);
  const names = new Set(bank.map(({ cause }) => cause));
  const open = kept.length === names.size;
  const lengthMin = steps.reduce((sum, { minutes }) => sum + minutes, 0);
  const excess = Math.max(total - count, best.evidence);
  return {
    causes: fits.map(({ hypothesis, size, sizeStd, onsetMin, evidence }) => ({
      cause: hypothesis.cause,
      shape: hypothesis.shape,
      size,
      sizeStd,
      unit: hypothesis.unit,
      minutesAgo: lengthMin - onsetMin,
      explained: evidence / excess,
    })),
    indistinguishable: open ? [] : kept.map(({ hypothesis }) => hypothesis.cause),
    settledBy: kept.length < 2 ? [] : settlings(steps, kept, missing),
    lackOfFit,
  };
}

/** The better shape of each cause, best cause first. */
function bestOfCause(fits: readonly Fit[]): Fit[] {
  const best = new Map<string, Fit>();
  for (const fit of fits) {
    const { cause } = fit.hypothesis;
    if (fit.evidence > (best.get(cause)?.evidence ?? 0)) best.set(cause, fit);
  }
  return [...best.values()].sort((a, b) => b.evidence - a.evidence);
}

/** Missing sensors under which candidates would part by now, then what shows the others directly. */
function settlings(steps: readonly FilterStep[], kept: readonly Fit[], missing: readonly MissingSensor[]): Settling[] {
  const shifts = kept.map((fit) => plantShift(steps, fit));
  const list: Settling[] = [];
  for (const { name, state, factor, noiseStd } of missing) {
    const read = shifts.map((shift) => factor * shift[state]!);
    const parted = kept.filter((_, i) => read.some((other) => Math.abs(other - read[i]!) > APART * noiseStd));
    if (parted.length > 0) list.push({ measurement: name, about: parted.map(({ hypothesis }) => hypothesis.cause) });
  }
  for (const { hypothesis } of kept) {
    const { shownBy, cause } = hypothesis;
    if (!list.some(({ measurement }) => measurement === shownBy)) list.push({ measurement: shownBy, about: [cause] });
  }
  return list;
}

/** By how much the plant itself, not the filter, has been moved by the fitted fault at the end of the steps. */
function plantShift(steps: readonly FilterStep[], { hypothesis, size, onset }: Fit): Float64Array {
  const n = steps[0]!.gain.length;
  const shift = new Float64Array(n);
  if (hypothesis.column < 0) return shift;
  const next = new Float64Array(n);
  let since = 0;
  for (let k = onset; k < steps.length; k++) {
    const { minutes, transition, forcing } = steps[k]!;
    const driven = size * (hypothesis.shape === 'step' ? 1 : since + minutes / 2);
    since += minutes;
    for (let i = 0; i < n; i++) {
      let sum = forcing[(i * forcing.length) / n + hypothesis.column]! * driven;
      for (let l = 0; l < n; l++) sum += transition[i * n + l]! * shift[l]!;
      next[i] = sum;
    }
    shift.set(next);
  }
  return shift;
}
