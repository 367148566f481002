import type { LineRun } from '@twin/line-engine';

/** The result of a run as it is printed by `--json` and written to summary.json: no clock, no path, no machine in it. */
function summary(run: LineRun): object {
  const { scenario, seed, replication, durationS, line, stations, oee, itemsInProcess } = run;
  return { scenario, seed, replication, durationS, line, stations, oee, itemsInProcess };
}

export function summaryJson(run: LineRun): string {
  return `${JSON.stringify(summary(run), null, 2)}\n`;
}
