import { cosmeticsBaseline, cosmeticsLine, resolveLine } from '@twin/line-engine';
import { compareToFirst, explain, replicate } from '@twin/line-engine/experiment';

const today = resolveLine(cosmeticsLine, cosmeticsBaseline);
const larger = resolveLine(cosmeticsLine, cosmeticsBaseline, {
  name: 'larger buffer',
  equipment: { Filler: { bufferCapacity: 500 } },
});
const shift = { durationS: 8 * 3600, seed: 42, replications: 20 };
const tubes = [today, larger].map((line) => replicate(line, shift).map((run) => run.stations['Filler']!.goodOut));
const [comparison] = compareToFirst(tubes);
const { difference, verdict, unpairedHalfWidth } = comparison!;

console.log(`${verdict}: ${difference.mean.toFixed(0)} ± ${difference.halfWidth.toFixed(0)} good tubes a shift`);
console.log(`without pairing: ± ${unpairedHalfWidth.toFixed(0)}`);
console.log(`${explain(today).slowest} alone allows ${(explain(today).atMostPerHour * 8).toFixed(1)} pallets a shift`);
