import type { LineEvent } from '../record/event-log.ts';
import type { StateName } from '../station/state.ts';

/** The states of one station in a run, in order: state i lasts from `fromS[i]` to the next, the last to the end. */
export interface StateTrack {
  readonly station: string;
  readonly fromS: readonly number[];
  readonly states: readonly StateName[];
}

/** The states of each station out of an event log. Events of other kinds are passed over. */
export function stateTracks(stations: readonly string[], events: Iterable<LineEvent<StateName>>): StateTrack[] {
  const tracks = new Map(
    stations.map((station) => [station, { station, fromS: [] as number[], states: [] as StateName[] }]),
  );
  for (const event of events) {
    if (event.kind !== 'state') continue;
    const track = tracks.get(event.station);
    if (track === undefined) throw new RangeError(`events: there is no station "${event.station}"`);
    track.fromS.push(event.timeS);
    track.states.push(event.state);
  }
  return [...tracks.values()];
}

/** All changes of state of a line in order of time, in columns: change i is of station `station[i]`, to its `index[i]`-th state. */
export interface StateChanges {
  readonly timeS: Float64Array;
  readonly station: Int32Array;
  readonly index: Int32Array;
}

/** The tracks of all stations as one. Changes at one instant come in the order of stations. */
export function stateChanges(tracks: readonly StateTrack[]): StateChanges {
  let runs = tracks.map(({ fromS }, station): StateChanges => ({
    timeS: Float64Array.from(fromS),
    station: new Int32Array(fromS.length).fill(station),
    index: Int32Array.from(fromS, (_, i) => i),
  }));
  while (runs.length > 1)
    runs = Array.from({ length: Math.ceil(runs.length / 2) }, (_, i) =>
      runs[2 * i + 1] === undefined ? runs[2 * i]! : merged(runs[2 * i]!, runs[2 * i + 1]!),
    );
  return runs[0] ?? { timeS: new Float64Array(0), station: new Int32Array(0), index: new Int32Array(0) };
}

function merged(a: StateChanges, b: StateChanges): StateChanges {
  const length = a.timeS.length + b.timeS.length;
  const whole = { timeS: new Float64Array(length), station: new Int32Array(length), index: new Int32Array(length) };
  let [i, j] = [0, 0];
  for (let at = 0; at < length; at++) {
    const isFirst = j >= b.timeS.length || (i < a.timeS.length && a.timeS[i]! <= b.timeS[j]!);
    const from = isFirst ? a : b;
    const k = isFirst ? i++ : j++;
    whole.timeS[at] = from.timeS[k]!;
    whole.station[at] = from.station[k]!;
    whole.index[at] = from.index[k]!;
  }
  return whole;
}
