import { setTimeout as sleep } from 'node:timers/promises';
import { decodeAnomalyEvent, decodeDeviation, decodeSensorData, subjects } from '@twin/codecs';
import { AssetRoutes } from './asset-routes.ts';
import type { Config } from './config-schema.ts';
import { Fleet } from './fleet.ts';
import type { Publication } from './said.ts';
import type { Recorded } from './recording.ts';

const replayHeader = 'input_sequence,subject,time_ms,value,quality,says';

export interface ReplayOptions {
  /** So many times as fast as it was; as fast as it goes when left out. */
  readonly speed?: number | undefined;
  /** May ask to be waited for. */
  readonly write: (line: string) => Promise<unknown> | undefined;
}

/** Recorded messages through the very twin that runs live: the same lines for the same messages, whenever and wherever. */
export async function replay(
  config: Config,
  messages: Iterable<Recorded> | AsyncIterable<Recorded>,
  { speed, write }: ReplayOptions,
): Promise<void> {
  const fleet = new Fleet(config, { stampsArrival: true });
  const routes = new AssetRoutes(config, (prefix, asset) => fleet.find(prefix, asset));
  const pace = speed === undefined ? undefined : paceOf(speed);
  await write(replayHeader);
  for await (const { subject, sequence, storedAtMs, payload } of messages) {
    await pace?.(storedAtMs);
    const route = routes.find(subject);
    if (route === undefined) continue;
    const { answer, said } = route.asset.take(route.tag, { payload, sequence, storedAtMs });
    if (answer.kind !== 'taken')
      await write(`${sequence},${subject},,,,${answer.kind}: ${answer.reason.replaceAll(/[,\s]+/g, ' ')}`);
    for (const publication of said.publications)
      await write(`${sequence},${publication.subject},${lineOf(publication)}`);
  }
}

/** Waits until a message of that time is due. Kept to the clock, not from one to the next: timers are late, and that would add up. */
function paceOf(speed: number): (storedAtMs: number) => Promise<void> {
  const beganMs = performance.now();
  let firstMs: number | undefined;
  return async (storedAtMs) => {
    firstMs ??= storedAtMs;
    const waitMs = (storedAtMs - firstMs) / speed - (performance.now() - beganMs);
    if (waitMs >= 1) await sleep(waitMs);
  };
}

function lineOf({ subject, payload }: Publication): string {
  if (subject === subjects.anomaly) {
    const { timestampMs, residual, severity, sourceTag } = decodeAnomalyEvent(payload);
    return `${timestampMs},${residual},,${severity} ${sourceTag}`;
  }
  if (subject.endsWith('.deviation')) {
    const { detectedAtMs, statistic, limit, kind, state, causes } = decodeDeviation(payload);
    return `${detectedAtMs},${statistic},,${[`${kind} ${state} limit ${limit}`, ...causes.map(({ name }) => name)].join('; ')}`;
  }
  const { timestampMs, value, quality } = decodeSensorData(payload);
  return `${timestampMs},${value},${quality},`;
}
