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

/** All changes of state of a line in order of time, each with the number of its station. */
export interface StateChange {
  readonly timeS: number;
  readonly station: number;
  readonly state: StateName;
}

/** The tracks of all stations as one list. Changes at one instant come in the order of stations. */
export function stateChanges(tracks: readonly StateTrack[]): StateChange[] {
  const changes = tracks.flatMap(({ fromS, states }, station) =>
    fromS.map((timeS, i) => ({ timeS, station, state: states[i]! })),
  );
  return changes.sort((a, b) => a.timeS - b.timeS || a.station - b.station);
}
