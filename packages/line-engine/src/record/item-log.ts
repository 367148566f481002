import type { EventDetail, EventLog, EventRecorder, LineEvent } from './event.ts';

/** What a row of the event log tells. Numbers inside, names outside. */
export const EventKind = { VOID: 0, STATE: 1, TAKE: 2, MAKE: 3, PUT: 4, REJECT: 5 } as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];
const eventKindNames = ['void', 'state', 'take', 'make', 'put', 'reject'] as const;

const rowsPerChunk = 16_384;

interface Chunk {
  readonly timeS: Float64Array;
  readonly station: Uint16Array;
  readonly kind: Uint8Array;
  /** State number, or item number. */
  readonly value: Int32Array;
  readonly defective: Uint8Array;
}

function newChunk(): Chunk {
  return {
    timeS: new Float64Array(rowsPerChunk),
    station: new Uint16Array(rowsPerChunk),
    kind: new Uint8Array(rowsPerChunk),
    value: new Int32Array(rowsPerChunk),
    defective: new Uint8Array(rowsPerChunk),
  };
}

/** All that happened, items and states of no length too if they are asked for, in columns, in the order it happened. */
export class ItemLog<StateName extends string = string> implements EventLog<StateName>, EventRecorder {
  readonly items: boolean;
  readonly ofItems = true;
  readonly zeroLengthStates: boolean;
  readonly #stations: readonly string[];
  readonly #states: readonly StateName[];
  readonly #chunks: Chunk[] = [newChunk()];
  #chunk: Chunk;
  #row = 0;
  /** Where each station's last state stands, and when it began. */
  readonly #lastRow: Float64Array;
  readonly #lastTimeS: Float64Array;

  constructor(stations: readonly string[], states: readonly StateName[], detail: EventDetail) {
    this.#stations = stations;
    this.#states = states;
    this.items = detail.items === true;
    this.zeroLengthStates = detail.zeroLengthStates === true;
    this.#chunk = this.#chunks[0]!;
    this.#lastRow = new Float64Array(stations.length).fill(-1);
    this.#lastTimeS = new Float64Array(stations.length);
  }

  stateChange(timeS: number, station: number, state: number): void {
    if (!this.zeroLengthStates) {
      const last = this.#lastRow[station]!;
      if (last >= 0 && this.#lastTimeS[station] === timeS) this.#void(last);
      this.#lastRow[station] = (this.#chunks.length - 1) * rowsPerChunk + this.#row;
      this.#lastTimeS[station] = timeS;
    }
    this.#write(timeS, station, EventKind.STATE, state, 0);
  }

  take(timeS: number, station: number, item: number): void {
    if (this.items) this.#write(timeS, station, EventKind.TAKE, item, 0);
  }

  make(timeS: number, station: number, item: number, defective: number): void {
    if (this.items) this.#write(timeS, station, EventKind.MAKE, item, defective);
  }

  put(timeS: number, station: number, item: number): void {
    if (this.items) this.#write(timeS, station, EventKind.PUT, item, 0);
  }

  reject(timeS: number, station: number, item: number): void {
    if (this.items) this.#write(timeS, station, EventKind.REJECT, item, 0);
  }

  count(): number {
    let events = 0;
    for (const _ of this.#rows()) events++;
    return events;
  }

  *[Symbol.iterator](): Iterator<LineEvent<StateName>> {
    for (const at of this.#rows()) yield this.#eventAt(at);
  }

  #eventAt(at: number): LineEvent<StateName> {
    const chunk = this.#chunks[Math.floor(at / rowsPerChunk)]!;
    const row = at % rowsPerChunk;
    const timeS = chunk.timeS[row]!;
    const station = this.#stations[chunk.station[row]!]!;
    const value = chunk.value[row]!;
    const kind = eventKindNames[chunk.kind[row]!]!;
    switch (kind) {
      case 'state':
        return { timeS, station, kind, state: this.#states[value]! };
      case 'make':
        return { timeS, station, kind, item: value, defective: chunk.defective[row] === 1 };
      case 'take':
      case 'put':
      case 'reject':
        return { timeS, station, kind, item: value };
      case 'void':
        throw new Error('a void row is never given out');
    }
  }

  /** Rows that count, in order. */
  *#rows(): Generator<number> {
    const before = new Int32Array(this.#stations.length).fill(-1);
    const total = (this.#chunks.length - 1) * rowsPerChunk + this.#row;
    for (let at = 0; at < total; at++) {
      const chunk = this.#chunks[Math.floor(at / rowsPerChunk)]!;
      const row = at % rowsPerChunk;
      const kind = chunk.kind[row];
      if (kind === EventKind.VOID) continue;
      if (kind === EventKind.STATE && !this.zeroLengthStates) {
        const station = chunk.station[row]!;
        if (before[station] === chunk.value[row]) continue;
        before[station] = chunk.value[row]!;
      }
      yield at;
    }
  }

  #write(timeS: number, station: number, kind: EventKind, value: number, defective: number): void {
    if (this.#row === rowsPerChunk) {
      this.#chunk = newChunk();
      this.#chunks.push(this.#chunk);
      this.#row = 0;
    }
    const row = this.#row++;
    const chunk = this.#chunk;
    chunk.timeS[row] = timeS;
    chunk.station[row] = station;
    chunk.kind[row] = kind;
    chunk.value[row] = value;
    chunk.defective[row] = defective;
  }

  #void(at: number): void {
    this.#chunks[Math.floor(at / rowsPerChunk)]!.kind[at % rowsPerChunk] = EventKind.VOID;
  }
}
