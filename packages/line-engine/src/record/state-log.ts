import type { EventLog, EventRecorder, LineEvent } from './event.ts';
import { StateColumns } from './state-columns.ts';

/** The states that stations enter and stay in, each station's in columns of its own. */
export class StateLog<StateName extends string = string> implements EventLog<StateName>, EventRecorder {
  readonly items = false;
  readonly ofItems = false;
  readonly zeroLengthStates = false;
  /** Of each station, in order. */
  readonly columns: readonly StateColumns[];
  readonly stations: readonly string[];
  readonly #states: readonly StateName[];

  constructor(stations: readonly string[], states: readonly StateName[]) {
    this.stations = stations;
    this.#states = states;
    this.columns = stations.map(() => new StateColumns());
  }

  stateChange(timeS: number, station: number, state: number): void {
    this.columns[station]!.enter(state, timeS);
  }

  take(): void {}
  make(): void {}
  put(): void {}
  reject(): void {}

  count(): number {
    return this.columns.reduce((sum, { count }) => sum + count, 0);
  }

  /** The states of the `station`-th, in order. */
  states(station: number): StateName[] {
    return Array.from(this.columns[station]!.state, (state) => this.#states[state]!);
  }

  *[Symbol.iterator](): Iterator<LineEvent<StateName>> {
    const { stations } = this;
    const at = new Int32Array(stations.length);
    const columns = this.columns.map(({ timeS, state }) => ({ timeS, state }));
    for (const station of inOrder(columns)) {
      const { timeS, state } = columns[station]!;
      const row = at[station]!++;
      yield { timeS: timeS[row]!, station: stations[station]!, kind: 'state', state: this.#states[state[row]!]! };
    }
  }
}

/** Which station is next, for each change: by time, then by station. Merges two and two, so many stations cost little more than few. */
function inOrder(columns: readonly { readonly timeS: Float64Array }[]): Int32Array {
  let runs = columns.map(({ timeS }, station): Run => ({
    timeS,
    station: new Int32Array(timeS.length).fill(station),
  }));
  while (runs.length > 1)
    runs = Array.from({ length: Math.ceil(runs.length / 2) }, (_, i) =>
      runs[2 * i + 1] === undefined ? runs[2 * i]! : merged(runs[2 * i]!, runs[2 * i + 1]!),
    );
  return runs[0]?.station ?? new Int32Array(0);
}

interface Run {
  readonly timeS: Float64Array;
  readonly station: Int32Array;
}

function merged(a: Run, b: Run): Run {
  const length = a.timeS.length + b.timeS.length;
  const timeS = new Float64Array(length);
  const station = new Int32Array(length);
  for (let at = 0, i = 0, j = 0; at < length; at++) {
    const isFirst = j >= b.timeS.length || (i < a.timeS.length && a.timeS[i]! <= b.timeS[j]!);
    timeS[at] = isFirst ? a.timeS[i]! : b.timeS[j]!;
    station[at] = isFirst ? a.station[i++]! : b.station[j++]!;
  }
  return { timeS, station };
}
