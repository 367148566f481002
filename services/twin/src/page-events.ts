import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { DrawnPoint } from './point-store.ts';
import type { WatchedAsset } from './watched-asset.ts';

export interface EventSource {
  readonly instance: string;
  readonly isConnected: () => boolean;
  readonly mode: () => 'live' | 'durable';
  /** False when another instance has the asset now: then the stream ends. */
  readonly isHeld: () => boolean;
  /** Median of late from a reading to its prediction, ms. */
  readonly solveMs: () => number;
  readonly bus: 'memory' | 'nats';
}

/** Points waiting for a page that is too slow; beyond it the stream ends, and the page comes back for the rest. */
const mostWaiting = 5_000;
const statusEveryMs = 1_000;

/**
 * Server-sent events of one asset: `points` (an id is the plant time of the last), `alarms`, `status`. A page that comes back names the
 * last id it has (`Last-Event-ID`, or `since`) and is told what it missed.
 */
export function streamEvents(context: Context, asset: WatchedAsset, source: EventSource): Response {
  const since = Number(context.req.header('last-event-id') ?? context.req.query('since') ?? 0);
  return streamSSE(context, async (stream) => {
    const waiting: DrawnPoint[] = [...asset.history.since(Number.isFinite(since) ? since : 0)];
    let areAlarmsNew = true;
    let wake: () => void = () => {};
    const off = [
      asset.history.listen((point) => {
        waiting.push(point);
        wake();
      }),
      asset.onAlarms(() => {
        areAlarmsNew = true;
        wake();
      }),
    ];
    // Once: the stream keeps whoever wants to know until it ends.
    stream.onAbort(() => wake());
    let saidAtMs = -Infinity;
    try {
      while (!stream.aborted && source.isHeld() && waiting.length <= Math.max(mostWaiting, asset.history.length + 1)) {
        const points = waiting.splice(0);
        if (points.length > 0)
          await stream.writeSSE({ event: 'points', id: String(points.at(-1)!.timeMs), data: JSON.stringify(points) });
        const nowMs = performance.now();
        const isDue = nowMs - saidAtMs >= statusEveryMs;
        const areAlarmsDue = areAlarmsNew || isDue;
        areAlarmsNew = false;
        if (areAlarmsDue)
          await stream.writeSSE({ event: 'alarms', data: JSON.stringify(asset.alarms.list(Date.now())) });
        if (isDue) {
          saidAtMs = nowMs;
          const status = {
            ...asset.status(source.mode(), source.instance, Date.now(), 0),
            isConnected: source.isConnected(),
            bus: source.bus,
            solveMs: source.solveMs(),
            lagMs: lagOf(asset),
          };
          await stream.writeSSE({ event: 'status', data: JSON.stringify(status) });
        }
        if (waiting.length > 0 || areAlarmsNew) continue;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, statusEveryMs);
          wake = (): void => {
            wake = (): void => {};
            clearTimeout(timer);
            // Points of one moment go out together.
            setTimeout(resolve, 50);
          };
        });
      }
    } finally {
      for (const one of off) one();
    }
  });
}

/** How long after it was measured the last message came; null where nobody looks at the clock. */
function lagOf({ liveness, twin }: WatchedAsset): number | null {
  return liveness.lastMs === 0 ? null : Math.max(0, liveness.lastMs - twin.timeMs);
}
