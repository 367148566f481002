/** What kept a station from working: its own fault, or somebody else's. */
export const stopKinds = ['breakdown', 'jam', 'starved', 'blocked', 'off'] as const;
export type StopKind = (typeof stopKinds)[number];

/** One stop of one station, s from any common origin. */
export interface Stop {
  readonly station: string;
  readonly kind: StopKind;
  readonly fromS: number;
  readonly toS: number;
}

/** What is wrong with a stop, by its place in the list. */
export interface StopFault {
  readonly stop: number;
  readonly message: string;
}

/** A stop log that cannot be true: every fault in it. */
export class StopLogError extends Error {
  override readonly name = 'StopLogError';
  readonly code = 'invalid-stop-log';
  readonly faults: readonly StopFault[];
  constructor(faults: readonly StopFault[]) {
    super(faults.map(({ stop, message }) => `stop ${stop + 1}: ${message}`).join('\n'));
    this.faults = faults;
  }
}

/** Stops that end before they begin, overlap with another of the same station, or lie outside what was observed. */
export function stopFaults(stops: readonly Stop[], fromS: number, toS: number): StopFault[] {
  const faults: StopFault[] = [];
  const sound: number[] = [];
  for (const [stop, { fromS: begin, toS: end }] of stops.entries()) {
    if (!Number.isFinite(begin) || !Number.isFinite(end)) faults.push({ stop, message: 'has no time' });
    else if (end < begin) faults.push({ stop, message: `ends ${begin - end} s before it begins` });
    else if (begin < fromS || end > toS) faults.push({ stop, message: 'lies outside the time that was observed' });
    else sound.push(stop);
  }
  const last = new Map<string, number>();
  for (const stop of sound.sort((a, b) => stops[a]!.fromS - stops[b]!.fromS || a - b)) {
    const { station, fromS: begin, toS: end } = stops[stop]!;
    const before = last.get(station);
    if (before !== undefined && stops[before]!.toS > begin)
      faults.push({
        stop,
        message: `overlaps with stop ${before + 1} of ${station} by ${stops[before]!.toS - begin} s`,
      });
    if (before === undefined || end > stops[before]!.toS) last.set(station, stop);
  }
  return faults.sort((a, b) => a.stop - b.stop);
}
