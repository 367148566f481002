import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  cosmeticsBaseline,
  cosmeticsLine,
  createLineSimulation,
  replicate,
  resolveLine,
  runLine,
  type RecordOptions,
  type ResolvedLine,
} from '@twin/line-engine';
import { expect, test } from 'vitest';
import { median, plainCpp, simJs, simPy, simScript, type PeerTime } from './peers.ts';

const line = resolveLine(cosmeticsLine, cosmeticsBaseline);
const shiftS = 28_800;
const cwd = fileURLToPath(new URL('.', import.meta.url));

/** CPU seconds of each round but the first third, in which the engine is warmed. */
function cpuS(rounds: number, action: (round: number) => void): readonly number[] {
  const seconds = Array.from({ length: rounds }, (_, round) => {
    const before = process.cpuUsage();
    action(round);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return seconds.slice(rounds / 3);
}

/** Event by event, also where nothing is written down. */
function simulate(of: ResolvedLine, durationS: number, replication: number, record: RecordOptions = {}): void {
  const simulation = createLineSimulation(of, { durationS, seed: 42, replication, record });
  simulation.runUntil(durationS);
  simulation.result();
}

/**
 * The median shift, the first third not counted, in which the engine is warmed; of three processes the one in the middle, as
 * what is inlined into what differs from one to the next.
 */
function shift(record: RecordOptions, how?: 'simulate'): number {
  const argv = ['--conditions=@twin/source', 'shifts.ts', '150', JSON.stringify(record), ...(how ? [how] : [])];
  return median(
    Array.from({ length: 3 }, () => {
      const seconds = JSON.parse(execFileSync(process.execPath, argv, { cwd, encoding: 'utf8' })) as number[];
      return median(seconds.slice(seconds.length / 3));
    }),
  );
}

test('the 8-hour shift of the cosmetics line beside its peers, CPU time, one run', async () => {
  const state = { telemetryIntervalS: 1, events: true };
  const items = { ...state, events: { items: true } };
  const ours = {
    'statistics only': shift({}),
    'with state log': shift({ events: true }),
    'with telemetry each second': shift({ telemetryIntervalS: 1 }),
    'with telemetry and state log': shift(state),
    'with telemetry and every item': shift(items),
    'statistics only, event by event': shift({}, 'simulate'),
    'with both, event by event': shift(state, 'simulate'),
  };
  const peers = [simPy('lean'), simPy('bare'), simPy('counting'), simJs(), await simScript(), plainCpp()];
  for (const [what, seconds] of Object.entries(ours))
    print(
      what,
      seconds,
      peers.map((peer) => ('missing' in peer ? '–' : `${ratio(peer.medianS / seconds)} × ${peer.label}`)),
    );
  for (const peer of peers) {
    if ('missing' in peer) console.log(peer.missing);
    else print(peer.label, peer.medianS, []);
  }
  console.log(`replications a second a core, statistics only: ${Math.round(1 / ours['statistics only'])}`);
  expect(
    peers.filter((peer): peer is Exclude<PeerTime, { missing: string }> => 'medianS' in peer).length,
  ).toBeGreaterThan(1);
});

function print(what: string, seconds: number, ratios: readonly string[]): void {
  console.log(`${what.padEnd(34)} ${(seconds * 1000).toFixed(2).padStart(8)} ms   ${ratios.join('   ')}`);
}

function ratio(of: number): string {
  return of < 10 ? of.toFixed(2) : of.toFixed(0);
}

test('the first shift in a fresh process, imports not counted', () => {
  const script = `
    import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine } from '@twin/line-engine';
    const begun = process.cpuUsage();
    runLine(resolveLine(cosmeticsLine, cosmeticsBaseline), { durationS: 28800, seed: 42 });
    const { user, system } = process.cpuUsage(begun);
    console.log((user + system) / 1000);`;
  const argv = ['--conditions=@twin/source', '--input-type=module', '-e', script];
  const ms = Array.from({ length: 7 }, () => Number(execFileSync(process.execPath, argv, { cwd, encoding: 'utf8' })));
  console.log(`first shift in a fresh process: ${median(ms).toFixed(0)} ms CPU`);
  expect(median(ms)).toBeGreaterThan(0);
});

test('cost grows with hours and stations, not faster', () => {
  const timed = (action: () => void) => Math.min(...cpuS(6, action));
  for (const h of [8, 80, 800]) {
    const seconds = timed(() => void runLine(line, { durationS: h * 3600, seed: 1 }));
    console.log(`${String(h).padStart(4)} h         ${((seconds / h) * 1000).toFixed(3)} ms an hour`);
  }
  const rows = [4, 40, 400].map((n) => {
    const stations = Array.from({ length: n }, (_, i) => ({ name: `S${i}`, outputType: 'Part' }));
    const row = resolveLine({ stations }, Object.fromEntries(stations.map(({ name }) => [name, { uph: 3600 }])));
    const workedOut = timed(() => void runLine(row, { durationS: shiftS, seed: 1 }));
    const simulated = timed(() => simulate(row, shiftS, 1));
    const each = (seconds: number) => `${((seconds / n) * 1000).toFixed(3)} ms a station`;
    console.log(`${String(n).padStart(4)} stations  ${each(workedOut)}, ${each(simulated)} event by event`);
    return workedOut;
  });
  expect(rows).toHaveLength(3);
});

test('common random numbers: how much narrower a paired comparison is', () => {
  const large = resolveLine(cosmeticsLine, cosmeticsBaseline, {
    name: 'large',
    equipment: { Filler: { bufferCapacity: 500 } },
  });
  const options = { durationS: shiftS, seed: 42, replications: 400 };
  const made = (of: ResolvedLine) => replicate(of, options).map((one) => one.stations['Filler']!.unitsMade);
  const [before, after] = [made(line), made(large)];
  const variance = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  };
  const paired = variance(after.map((value, i) => value - before[i]!));
  const narrower = (variance(before) + variance(after)) / paired;
  console.log(`large buffer, 400 replications: variance of the difference ${narrower.toFixed(0)} × smaller`);
  expect(narrower).toBeGreaterThan(50);
});
