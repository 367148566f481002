/** Two numbers whose last bits depend on who computes them, unless everyone computes them alike. */
import { exp, ln } from '@twin/elementary';

const bitsOf = (x: number): string => new BigUint64Array(new Float64Array([x]).buffer)[0]!.toString(16);

for (const [text, value] of [
  ['e^10.5', exp(10.5)],
  ['ln 0.3', ln(0.3)],
] as const)
  console.log(text, '=', value, bitsOf(value));
