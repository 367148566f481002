import type { SignalStatus } from '@twin/codecs';

/** A sensor that is missed when it is silent. */
export interface Watched {
  readonly tag: string;
  readonly sensorId: string;
  /** Silent for so long is too long, ms. */
  readonly limitMs: number;
}

/**
 * Who has said nothing for too long, by the clock of the process: what plant time cannot tell while nothing at all arrives. It goes into the status
 * and nowhere else; no prediction follows from it. Only who has spoken once is missed. Clocks that are set do not disturb it.
 */
export class Liveness {
  /** When the last message of all came, Unix ms; 0: none has. */
  lastMs = 0;
  private readonly watched: readonly Watched[];
  private readonly heardAtMs: Float64Array;
  private readonly heardAtUnixMs: Float64Array;
  private readonly places: ReadonlyMap<string, number>;
  private readonly monotonicMs: () => number;

  constructor(watched: readonly Watched[], monotonicMs: () => number = () => performance.now()) {
    this.watched = watched;
    this.heardAtMs = new Float64Array(watched.length);
    this.heardAtUnixMs = new Float64Array(watched.length);
    this.places = new Map(watched.map(({ tag }, place) => [tag, place]));
    this.monotonicMs = monotonicMs;
  }

  heard(tag: string, unixMs: number): void {
    this.lastMs = unixMs;
    const place = this.places.get(tag);
    if (place === undefined) return;
    this.heardAtMs[place] = this.monotonicMs();
    this.heardAtUnixMs[place] = unixMs;
  }

  /** Those that are silent now; `sinceMs` is when they were last heard. */
  silent(): SignalStatus[] {
    const nowMs = this.monotonicMs();
    return this.watched.flatMap(({ sensorId, limitMs }, place) => {
      const lastMs = this.heardAtMs[place]!;
      if (this.heardAtUnixMs[place] === 0 || nowMs - lastMs < limitMs) return [];
      return [{ sensorId, fault: 'stale' as const, sinceMs: Math.trunc(this.heardAtUnixMs[place]!) }];
    });
  }
}
