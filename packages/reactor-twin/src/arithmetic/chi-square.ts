import { bisect } from './bisection.ts';
import { exp } from '@twin/elementary';
import { normalTail } from './normal-law.ts';

/**
 * P(X > x) of the χ² law with k degrees of freedom, a finite sum: Q(x|k) = Q(x|k − 2) + (x/2)^(k/2 − 1) e^(−x/2)/Γ(k/2), from
 * Q(x|1) = 2 P(Z > √x) and Q(x|2) = e^(−x/2). Abramowitz & Stegun 26.4.8.
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(Number.isInteger(degrees) && degrees >= 1))
    throw new RangeError(`degrees of freedom must be 1, 2, …, are ${degrees}`);
  if (!(x > 0)) return Number.isNaN(x) ? x : 1;
  const odd = degrees % 2 === 1;
  let tail = odd ? 2 * normalTail(Math.sqrt(x)) : exp(-x / 2);
  let term = odd ? exp(-x / 2) * Math.sqrt((2 * x) / Math.PI) : (exp(-x / 2) * x) / 2;
  for (let k = odd ? 3 : 4; k <= degrees; k += 2) {
    tail += term;
    term *= x / k;
  }
  return Math.min(1, tail);
}

/** The x that is exceeded with probability `tail`. For many degrees (mean NIS of a run) as well as for one (a gate). */
export function chiSquareQuantile(tail: number, degrees: number): number {
  if (!(tail > 0 && tail < 1)) throw new RangeError(`a probability must lie between 0 and 1, is ${tail}`);
  let high = degrees + 10;
  while (chiSquareTail(high, degrees) > tail) high *= 2;
  return bisect((x) => chiSquareTail(x, degrees) - tail, 0, high);
}
