import type { ColumnDeclaration } from './column.ts';

export const eventColumns = [
  { name: 'timeS', unit: 's', meaning: 'time since the start of the run' },
  { name: 'station', unit: '', meaning: 'name of the station' },
  { name: 'kind', unit: '', meaning: 'state: entered a state · take, make, put, reject: did so with an item' },
  { name: 'state', unit: '', meaning: 'the state entered' },
  { name: 'item', unit: '', meaning: 'number of the item, in order of making' },
  { name: 'defective', unit: '', meaning: 'the item made is defective' },
] as const satisfies readonly ColumnDeclaration[];

/** One event, as a log gives it out. */
export type LineEvent<StateName extends string = string> =
  | { readonly timeS: number; readonly station: string; readonly kind: 'state'; readonly state: StateName }
  | {
      readonly timeS: number;
      readonly station: string;
      readonly kind: 'make';
      readonly item: number;
      readonly defective: boolean;
    }
  | {
      readonly timeS: number;
      readonly station: string;
      readonly kind: 'take' | 'put' | 'reject';
      readonly item: number;
    };

/** How much is written down. State changes are, always. */
export interface EventDetail {
  /** Also what happens to each item. */
  readonly items?: boolean | undefined;
  /** Also states that last no time, and each cycle's states anew: as the original writes its log. */
  readonly zeroLengthStates?: boolean | undefined;
}

/**
 * What happened, in order of time. Every state in it lasts: one that is left at the instant it was entered is not in it
 * (unless `zeroLengthStates`). Of one instant, states come in the order of stations; with items or states of no
 * length, everything comes in the order it happened.
 */
export interface EventLog<StateName extends string = string> extends Iterable<LineEvent<StateName>> {
  readonly items: boolean;
  readonly zeroLengthStates: boolean;
  /** Number of events. Counts them: not for a loop's condition. */
  count(): number;
}

/** Writes an event log. */
export interface EventRecorder {
  /** It writes down more than the states that stations enter and stay in. */
  readonly ofItems: boolean;
  readonly zeroLengthStates: boolean;
  stateChange(timeS: number, station: number, state: number): void;
  take(timeS: number, station: number, item: number): void;
  make(timeS: number, station: number, item: number, defective: number): void;
  put(timeS: number, station: number, item: number): void;
  reject(timeS: number, station: number, item: number): void;
}
