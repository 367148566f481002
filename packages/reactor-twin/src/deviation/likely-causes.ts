/** How a fault grows from its onset: at once to its full size, or in proportion to time. */
export type Shape = 'step' | 'ramp';

/** One thing that may have gone wrong, as a term of unit size in the linearised plant. */
export interface Hypothesis {
  readonly cause: string;
  /** Unit of its size; of a ramp with /min. */
  readonly unit: string;
  readonly shape: Shape;
  /** Column of `forcing` that the fault drives; −1 for a sensor. */
  readonly column: number;
  /** The sensor that errs; −1 for a fault of the plant. */
  readonly sensor: number;
  /** The only sign the fault can have, in units of the column: −1 for a loss. 0: either. */
  readonly sign: -1 | 0 | 1;
  /** A measurement outside the model that would show it. */
  readonly shownBy: string;
}

/** What the filter did at one instant: it carried the state over `minutes`, then, where `sensor` ≥ 0, took a reading. */
export interface FilterStep {
  readonly minutes: number;
  /** Φ over the interval, row-major n × n. */
  readonly transition: Float64Array;
  /** ∂x(end)/∂w with each w held at one over the interval, row-major n × columns. */
  readonly forcing: Float64Array;
  readonly sensor: number;
  readonly innovation: number;
  readonly variance: number;
  /** K that was applied; zeros where the reading was not used. */
  readonly gain: Float64Array;
  /** The sensor reads `factor` times this state. */
  readonly state: number;
  readonly factor: number;
}

/** How well one hypothesis, at its best onset and size, accounts for the innovations. */
export interface Fit {
  readonly hypothesis: Hypothesis;
  /** Least-squares size; for a ramp, per minute. */
  readonly size: number;
  readonly sizeStd: number;
  /** Minutes from the start of the window to the onset. */
  readonly onsetMin: number;
  /** First step that feels it. */
  readonly onset: number;
  /** Σ ρν/S squared over Σ ρ²/S: twice the gain in log-likelihood over "no fault". */
  readonly evidence: number;
}

/**
 * Generalised likelihood ratio over a bank of hypotheses (Willsky & Jones, IEEE Trans. Autom. Control 21 (1976) 108–112).
 *
 * A fault of size θ shifts the plant; the filter, unaware, follows part of the way. With d the difference of the two shifts per
 * unit of θ,
 *
 *     d ← Φ d + Γ a        between readings, a = 1 (step) or the minutes since onset (ramp)
 *     ρ = H d + b a        shift of the innovation; b = 1 for the sensor that errs
 *     d ← d − K ρ          at the reading
 *
 * the innovations are ρ θ + white noise of variance S, so that θ = Σ ρν/S ÷ Σ ρ²/S. Each hypothesis is tried with every
 * onset: every fourth step, then each step around the best. Work: hypotheses × (steps/4 + 6) × steps/2.
 */
export function fitHypotheses(steps: readonly FilterStep[], bank: readonly Hypothesis[]): Fit[] {
  return bank.map((hypothesis) => {
    let best: Fit = { hypothesis, size: 0, sizeStd: Infinity, onsetMin: 0, onset: 0, evidence: 0 };
    const attempt = (onset: number) => {
      const fit = fitFrom(steps, hypothesis, onset);
      if (fit !== undefined && fit.evidence > best.evidence) best = fit;
    };
    for (let onset = 0; onset < steps.length; onset += COARSE) attempt(onset);
    const around = best.onset;
    for (let onset = Math.max(0, around - COARSE + 1); onset < Math.min(steps.length, around + COARSE); onset++)
      if (onset !== around) attempt(onset);
    return best;
  });
}

const COARSE = 4;

/** `onset`: the first step that feels the fault. */
function fitFrom(steps: readonly FilterStep[], hypothesis: Hypothesis, onset: number): Fit | undefined {
  const n = steps[0]!.gain.length;
  const { column, sensor, shape, sign } = hypothesis;
  const d = new Float64Array(n);
  const next = new Float64Array(n);
  let since = 0;
  let information = 0;
  let score = 0;
  for (let k = onset; k < steps.length; k++) {
    const { minutes, transition, forcing, gain, innovation, variance, state, factor, sensor: reads } = steps[k]!;
    const columns = forcing.length / n;
    const middle = shape === 'step' ? 1 : since + minutes / 2;
    since += minutes;
    for (let i = 0; i < n; i++) {
      let sum = column < 0 ? 0 : forcing[i * columns + column]! * middle;
      for (let l = 0; l < n; l++) sum += transition[i * n + l]! * d[l]!;
      next[i] = sum;
    }
    d.set(next);
    if (reads < 0) continue;
    const shift = factor * d[state]! + (reads === sensor ? (shape === 'step' ? 1 : since) : 0);
    information += (shift * shift) / variance;
    score += (shift * innovation) / variance;
    for (let i = 0; i < n; i++) d[i] = d[i]! - gain[i]! * shift;
  }
  if (!(information > 0 && information < Infinity) || score * sign < 0) return undefined;
  let onsetMin = 0;
  for (let k = 0; k < onset; k++) onsetMin += steps[k]!.minutes;
  const evidence = (score * score) / information;
  return { hypothesis, size: score / information, sizeStd: 1 / Math.sqrt(information), onsetMin, onset, evidence };
}
