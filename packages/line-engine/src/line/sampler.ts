import type { Buffer } from '../kernel/buffer.ts';
import type { Observer } from '../kernel/simulation.ts';
import type { Sampled, Telemetry } from '../record/telemetry.ts';
import type { Station } from '../station/station.ts';

/** Reads the line whenever a row of telemetry is due. */
export class Sampler implements Observer {
  readonly #telemetry: Telemetry;
  readonly #views: readonly Sampled[];

  constructor(telemetry: Telemetry, stations: readonly Station[]) {
    this.#telemetry = telemetry;
    this.#views = stations.map((station) => new StationView(station));
  }

  get nextS(): number {
    return this.#telemetry.nextS;
  }

  observe(): void {
    this.#telemetry.sample(this.#views);
  }
}

/** A run without telemetry. */
export const noSampler: Observer = { nextS: Infinity, observe: () => {} };

class StationView implements Sampled {
  readonly #station: Station;
  readonly #buffer: Buffer | undefined;
  readonly counts: Sampled['counts'];

  constructor(station: Station) {
    this.#station = station;
    this.#buffer = station.outlet;
    this.counts = station.counts;
  }

  get state(): number {
    return this.#station.state;
  }

  get bufferLevel(): number {
    return this.#buffer?.level ?? 0;
  }
}
