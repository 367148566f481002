/**
 * `node --conditions=@twin/source bench/shifts.ts ROUNDS RECORD [simulate]`: CPU seconds of as many 8-hour shifts of the cosmetics line in a process of
 * their own, as JSON. RECORD is what is written down, as JSON; with `simulate` also a plain row is run event by event.
 */
import {
  cosmeticsBaseline,
  cosmeticsLine,
  createLineSimulation,
  resolveLine,
  runLine,
  type RecordOptions,
} from '@twin/line-engine';

const [rounds, written, how] = process.argv.slice(2);
const line = resolveLine(cosmeticsLine, cosmeticsBaseline);
const record = JSON.parse(written!) as RecordOptions;

function shift(replication: number): void {
  const options = { durationS: 28_800, seed: 42, replication, record };
  if (how === 'simulate') {
    const simulation = createLineSimulation(line, options);
    simulation.runUntil(options.durationS);
    simulation.result();
  } else runLine(line, options);
}

const seconds = Array.from({ length: Number(rounds) }, (_, round) => {
  const before = process.cpuUsage();
  shift(round);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
});
console.log(JSON.stringify(seconds));
