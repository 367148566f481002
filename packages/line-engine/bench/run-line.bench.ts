import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine, type RecordOptions } from '@twin/line-engine';
import { test } from 'vitest';

const line = resolveLine(cosmeticsLine, cosmeticsBaseline);

/** Each round is another replication: no run profits from having been made before. */
function shifts(record: RecordOptions): () => void {
  let replication = 0;
  return () => void runLine(line, { durationS: 28_800, seed: 42, replication: replication++, record });
}

test('the 8-hour shift of the cosmetics line', async ({ bench }) => {
  await bench.compare(
    bench('statistics only', shifts({})),
    bench('with telemetry each second', shifts({ telemetryIntervalS: 1 })),
    bench('with telemetry and event log', shifts({ telemetryIntervalS: 1, events: true })),
  );
});
