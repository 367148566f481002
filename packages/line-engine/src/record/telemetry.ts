import type { ColumnDeclaration } from './column.ts';
import { RareColumn } from './rare-column.ts';

/** What is sampled of each station. `…Delta` columns count what happened since the row before; their sums are the totals. */
export const telemetryColumns = [
  { name: 'state', unit: '', meaning: 'state at this time' },
  { name: 'bufferLevel', unit: 'items', meaning: 'items in the buffer behind the station at this time' },
  { name: 'unitsMadeDelta', unit: 'items', meaning: 'made since the row before, good, defective and rejected' },
  { name: 'unitsOutDelta', unit: 'items', meaning: 'passed downstream since the row before' },
  { name: 'defectiveOutDelta', unit: 'items', meaning: 'of those passed downstream, defective' },
  { name: 'rejectedDelta', unit: 'items', meaning: 'rejected since the row before' },
  { name: 'failuresDelta', unit: '', meaning: 'breakdowns begun since the row before' },
  { name: 'jamsDelta', unit: '', meaning: 'jams begun since the row before' },
] as const satisfies readonly ColumnDeclaration[];

export type TelemetryColumn = (typeof telemetryColumns)[number]['name'];
export type TelemetryCount = 'unitsMade' | 'unitsOut' | 'defectiveOut' | 'rejected' | 'failures' | 'jams';

/** What a station shows to the sampler. */
export interface Sampled {
  readonly state: number;
  readonly bufferLevel: number;
  readonly counts: Readonly<Record<TelemetryCount, number>>;
}

/** The columns of one station. */
export interface StationTrack {
  readonly state: Uint8Array;
  readonly bufferLevel: Int32Array;
  /** What was passed on is what was made, but for what was rejected or had to wait. */
  readonly unitsMadeDelta: RareColumn;
  readonly unitsOutDelta: Int32Array;
  readonly defectiveOutDelta: RareColumn;
  readonly rejectedDelta: RareColumn;
  readonly failuresDelta: RareColumn;
  readonly jamsDelta: RareColumn;
  readonly seen: Record<TelemetryCount, number>;
}

/**
 * Samples at 0, Δ, 2Δ, … and at the end of the run, also when that is no multiple of Δ: nothing that happened is
 * missing from the sums. A value at t includes everything that happened at t.
 */
export class Telemetry<StateName extends string = string> {
  readonly intervalS: number;
  readonly rows: number;
  readonly stations: readonly string[];
  readonly #states: readonly StateName[];
  readonly #tracks: readonly StationTrack[];
  readonly #durationS: number;
  #timeS: Float64Array | undefined;
  #row = 0;

  constructor(stations: readonly string[], states: readonly StateName[], intervalS: number, durationS: number) {
    this.stations = stations;
    this.#states = states;
    this.intervalS = intervalS;
    this.rows = Math.ceil(durationS / intervalS) + 1;
    this.#durationS = durationS;
    this.#tracks = stations.map(() => newTrack(this.rows));
  }

  /** The time of each row, s. */
  get timeS(): Float64Array {
    if (this.#timeS === undefined) {
      this.#timeS = new Float64Array(this.rows);
      for (let row = 0; row < this.rows; row++) this.#timeS[row] = this.#timeAt(row);
    }
    return this.#timeS;
  }

  /** When the next row is due, s; `Infinity` after the last. */
  get nextS(): number {
    return this.#row < this.rows ? this.#timeAt(this.#row) : Infinity;
  }

  /** The run goes on from `timeS`, not from 0: rows before it stay empty, and deltas count from there. */
  beginAt(timeS: number, stations: readonly Pick<Sampled, 'counts'>[]): void {
    while (this.nextS < timeS) this.#row++;
    for (const [i, { counts }] of stations.entries()) Object.assign(this.#tracks[i]!.seen, pickCounts(counts));
  }

  /** The columns of the `station`-th, to be filled by who knows what belongs there. */
  track(station: number): StationTrack {
    return this.#tracks[station]!;
  }

  sample(stations: readonly Sampled[]): void {
    const row = this.#row++;
    for (let i = 0; i < stations.length; i++) sampleStation(this.#tracks[i]!, stations[i]!, row);
  }

  /** One column of one station, a number a row. */
  column(station: string, name: Exclude<TelemetryColumn, 'state'>): Int32Array {
    const column = this.#trackOf(station)[name];
    return column instanceof RareColumn ? column.numbers() : column;
  }

  /** The state of a station in each row. */
  states(station: string): StateName[] {
    return Array.from(this.#trackOf(station).state, (state) => this.#states[state]!);
  }

  #timeAt(row: number): number {
    return Math.min(row * this.intervalS, this.#durationS);
  }

  #trackOf(station: string): StationTrack {
    const track = this.#tracks[this.stations.indexOf(station)];
    if (track === undefined)
      throw new RangeError(`telemetry: no station "${station}"; there are ${this.stations.join(', ')}`);
    return track;
  }
}

function pickCounts({
  unitsMade,
  unitsOut,
  defectiveOut,
  rejected,
  failures,
  jams,
}: Sampled['counts']): Record<TelemetryCount, number> {
  return { unitsMade, unitsOut, defectiveOut, rejected, failures, jams };
}

function newTrack(rows: number): StationTrack {
  const unitsOutDelta = new Int32Array(rows);
  return {
    state: new Uint8Array(rows),
    bufferLevel: new Int32Array(rows),
    unitsMadeDelta: new RareColumn(rows, unitsOutDelta),
    unitsOutDelta,
    defectiveOutDelta: new RareColumn(rows),
    rejectedDelta: new RareColumn(rows),
    failuresDelta: new RareColumn(rows),
    jamsDelta: new RareColumn(rows),
    seen: { unitsMade: 0, unitsOut: 0, defectiveOut: 0, rejected: 0, failures: 0, jams: 0 },
  };
}

function sampleStation(track: StationTrack, station: Sampled, row: number): void {
  const { seen } = track;
  const { counts } = station;
  const unitsOut = counts.unitsOut - seen.unitsOut;
  track.state[row] = station.state;
  track.bufferLevel[row] = station.bufferLevel;
  track.unitsOutDelta[row] = unitsOut;
  track.unitsMadeDelta.add(row, counts.unitsMade - seen.unitsMade - unitsOut);
  track.defectiveOutDelta.add(row, counts.defectiveOut - seen.defectiveOut);
  track.rejectedDelta.add(row, counts.rejected - seen.rejected);
  track.failuresDelta.add(row, counts.failures - seen.failures);
  track.jamsDelta.add(row, counts.jams - seen.jams);
  seen.unitsMade = counts.unitsMade;
  seen.unitsOut = counts.unitsOut;
  seen.defectiveOut = counts.defectiveOut;
  seen.rejected = counts.rejected;
  seen.failures = counts.failures;
  seen.jams = counts.jams;
}
