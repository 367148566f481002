/** A buffer as plain data; items and those who wait are named by their numbers. */
export interface BufferState {
  readonly items: readonly number[];
  readonly takers: readonly number[];
  readonly givers: readonly number[];
  readonly watchers: readonly number[];
  readonly passed: number;
  /** When each of the items was put here, s. */
  readonly putS: readonly number[];
  readonly levelSeconds: number;
  readonly fullS: readonly (number | null)[];
  readonly emptyS: readonly (number | null)[];
  /** Of a conveyor: when the last item left it, and how many have lain at its end from the start. */
  readonly conveyor?: { readonly lastTakenS: number | null; readonly atRest: number };
}
