import { runLine, type LineRun, type Money, type ResolvedLine } from '@twin/line-engine';

/** One scenario: its line, its replications, and three of them looked at closely. */
export interface ReportScenario {
  readonly line: ResolvedLine;
  /** In the order of replications; with coarse telemetry where charts over time are wanted. */
  readonly runs: readonly LineRun[];
  /** Runs of the same replications with their state log; none: no timeline. */
  readonly recorded?: Recorded | undefined;
  /** Of each run, in a currency; none: no money in the report. */
  readonly money?: { readonly currency: string; readonly runs: readonly Money[] } | undefined;
}

/** The replications with the least, the middle and the most good output. */
export interface Recorded {
  readonly median: LineRun;
  readonly worst: LineRun;
  readonly best: LineRun;
}

/** What a report is made from. */
export interface ReportInput {
  /** At least one; the first is what the others are held against. Replications pair: the same number, the same seed. */
  readonly scenarios: readonly ReportScenario[];
  /** Of intervals; 0.95 unless told. */
  readonly confidence?: number | undefined;
  /** How to make this again. */
  readonly command?: string | undefined;
  /** Of whatever made it, by name. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
}

export interface CollectOptions {
  readonly durationS: number;
  readonly seed: number;
  readonly replications: number;
}

/** Rows of telemetry a run: charts over time have so many points. */
const intervals = 96;

/** Runs a scenario as often as asked, with what a report shows written down. Common random numbers by the same seed. */
export function collect(line: ResolvedLine, { durationS, seed, replications }: CollectOptions): ReportScenario {
  if (!Number.isSafeInteger(replications) || replications < 1)
    throw new RangeError(`replications: must be a whole number ≥ 1, is ${replications}`);
  const record = { telemetryIntervalS: durationS / intervals };
  const runs = Array.from({ length: replications }, (_, replication) =>
    runLine(line, { durationS, seed, replication, record }),
  );
  const ranked = runs.toSorted((a, b) => a.line.goodOut - b.line.goodOut || a.replication - b.replication);
  const closely = (place: number) =>
    runLine(line, { durationS, seed, replication: ranked[place]!.replication, record: { ...record, events: true } });
  return {
    line,
    runs,
    recorded: {
      worst: closely(0),
      median: closely(Math.floor((ranked.length - 1) / 2)),
      best: closely(ranked.length - 1),
    },
  };
}
