import type { Buffer } from '../kernel/buffer.ts';
import type { Observer } from '../kernel/simulation.ts';
import type { Sampled, Telemetry } from '../record/telemetry.ts';
import type { Station } from '../station/station.ts';

/** Reads the line whenever a row of telemetry is due. */
export class Sampler implements Observer {
  readonly #telemetry: Telemetry;
  readonly #views: readonly Sampled[];

  /** `behind`: the buffer behind each station, if it has one. */
  constructor(telemetry: Telemetry, stations: readonly Station[], behind: readonly (Buffer | undefined)[]) {
    this.#telemetry = telemetry;
    this.#views = stations.map((station, i) => new StationView(station, behind[i]));
  }

  get nextS(): number {
    return this.#telemetry.nextS;
  }

  observe(): void {
    this.#telemetry.sample(this.#views);
  }
}

/** Sees nothing. */
export const noObserver: Observer = { nextS: Infinity, observe: () => {} };

class StationView implements Sampled {
  readonly #station: Station;
  readonly #buffer: Buffer | undefined;
  readonly counts: Sampled['counts'];

  constructor(station: Station, buffer: Buffer | undefined) {
    this.#station = station;
    this.#buffer = buffer;
    this.counts = station.counts;
  }

  get state(): number {
    return this.#station.state;
  }

  get bufferLevel(): number {
    return this.#buffer === undefined ? 0 : this.#buffer.level;
  }
}
