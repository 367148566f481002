import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine } from '@twin/line-engine';

const whatIf = { name: 'large_buffer_test', equipment: { Filler: { bufferCapacity: 500 } } };
const line = resolveLine(cosmeticsLine, cosmeticsBaseline, whatIf);
const run = runLine(line, { durationS: 8 * 3600, seed: 42 });

console.log(`${run.line.unitsOut} pallets, ${run.line.goodOut} of them without a single defective tube`);
console.log(`Filler OEE ${(run.oee.stations['Filler']!.oee * 100).toFixed(1)} %, jams ${run.stations['Filler']!.jams}`);
console.log(
  `buffer: ${line.origins['Filler.bufferCapacity']}, repair time: ${line.origins['Filler.reliability.mttrMin']}`,
);
