import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine, type RecordOptions } from '@twin/line-engine';
import { expect, test } from 'vitest';
import { leanSimPy, median, plainCpp } from './peers.ts';

const line = resolveLine(cosmeticsLine, cosmeticsBaseline);

/** Median CPU seconds of an 8-hour shift, warmed; each round is another replication. */
function shiftCpuS(record: RecordOptions, rounds = 150): number {
  const seconds = Array.from({ length: rounds }, (_, replication) => {
    const before = process.cpuUsage();
    runLine(line, { durationS: 28_800, seed: 42, replication, record });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return median(seconds.slice(rounds / 3));
}

test('the 8-hour shift of the cosmetics line beside its peers, CPU time, one run', () => {
  const ours = {
    'statistics only': shiftCpuS({}),
    'with telemetry each second': shiftCpuS({ telemetryIntervalS: 1 }),
    'with telemetry and state log': shiftCpuS({ telemetryIntervalS: 1, events: true }),
    'with telemetry and every event': shiftCpuS({ telemetryIntervalS: 1, events: { items: true } }),
  };
  const peers = [leanSimPy(), plainCpp()];
  for (const [what, seconds] of Object.entries(ours)) {
    const ratios = peers.map((peer) =>
      'missing' in peer ? peer.missing : `${(peer.medianS / seconds).toFixed(2)} × ${peer.label}`,
    );
    console.log(`${what.padEnd(32)} ${(seconds * 1000).toFixed(2).padStart(7)} ms   ${ratios.join('   ')}`);
  }
  for (const peer of peers)
    if (!('missing' in peer))
      console.log(`${peer.label.padEnd(32)} ${(peer.medianS * 1000).toFixed(2).padStart(7)} ms`);
  expect(Object.values(ours).every((seconds) => seconds > 0)).toBe(true);
});

test('cost grows with hours and stations, not faster', () => {
  const hours = [8, 80, 800].map((h) => ({ h, seconds: timed(() => runLine(line, { durationS: h * 3600, seed: 1 })) }));
  for (const { h, seconds } of hours)
    console.log(`${String(h).padStart(4)} h         ${((seconds / h) * 1000).toFixed(3)} ms an hour`);
  for (const n of [4, 40, 400]) {
    const stations = Array.from({ length: n }, (_, i) => ({ name: `S${i}`, outputType: 'Part' }));
    const row = resolveLine({ stations }, Object.fromEntries(stations.map(({ name }) => [name, { uph: 3600 }])));
    const seconds = timed(() => runLine(row, { durationS: 28_800, seed: 1 }));
    console.log(`${String(n).padStart(4)} stations  ${((seconds / n) * 1000).toFixed(3)} ms a station`);
  }
  expect(hours.length).toBe(3);
});

function timed(action: () => void): number {
  action();
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
