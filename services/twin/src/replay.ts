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
  readonly write: (line: string) => void;
}

/** Recorded messages through the very twin that runs live: the same lines for the same messages, whenever and wherever. */
export async function replay(
  config: Config,
  messages: Iterable<Recorded> | AsyncIterable<Recorded>,
  { speed, write }: ReplayOptions,
): Promise<void> {
  const routes = new AssetRoutes(config, new Fleet(config, { stampsArrival: true }));
  let beforeMs: number | undefined;
  write(replayHeader);
  for await (const { subject, sequence, storedAtMs, payload } of messages) {
    if (speed !== undefined && beforeMs !== undefined && storedAtMs > beforeMs)
      await new Promise((resolve) => setTimeout(resolve, (storedAtMs - beforeMs!) / speed));
    beforeMs = storedAtMs;
    const route = routes.find(subject);
    if (route === undefined) continue;
    const { answer, said } = route.asset.take(route.tag, { payload, sequence, storedAtMs });
    if (answer.kind !== 'taken')
      write(`${sequence},${subject},,,,${answer.kind}: ${answer.reason.replaceAll(/[,\s]+/g, ' ')}`);
    for (const publication of said.publications) write(`${sequence},${publication.subject},${lineOf(publication)}`);
  }
}

function lineOf({ subject, payload }: Publication): string {
  if (subject === subjects.anomaly) {
    const { timestampMs, residual, severity, sourceTag } = decodeAnomalyEvent(payload);
    return `${timestampMs},${residual},,${severity} ${sourceTag}`;
  }
  if (subject.endsWith('.deviation')) {
    const { detectedAtMs, statistic, kind, state, causes } = decodeDeviation(payload);
    return `${detectedAtMs},${statistic},,${[`${kind} ${state}`, ...causes.map(({ name }) => name)].join('; ')}`;
  }
  const { timestampMs, value, quality } = decodeSensorData(payload);
  return `${timestampMs},${value},${quality},`;
}
