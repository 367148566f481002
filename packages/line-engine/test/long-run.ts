import { createLineSimulation, type LineRun, type ResolvedLine } from '../src/index.ts';

/** A long-run mean by batch means, and its standard error. */
export interface BatchMean {
  readonly mean: number;
  readonly standardError: number;
}

const batches = 25;

/**
 * Runs a line for a long time, leaves out the first part, and cuts the rest into batches long enough to be nearly
 * independent. Figures are totals that grow (units, seconds in a state); what comes back is their growth per second.
 * Law & Kelton, Simulation Modeling and Analysis, section 9.5.3.
 */
export function longRun<Name extends string>(
  line: ResolvedLine,
  seconds: number,
  figures: Readonly<Record<Name, (run: LineRun) => number>>,
): Readonly<Record<Name, BatchMean>> {
  const warmUpS = seconds / 50;
  const batchS = (seconds - warmUpS) / batches;
  const simulation = createLineSimulation(line, { durationS: seconds, seed: 20_260_101 });
  const names = Object.keys(figures) as Name[];
  const totals: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let batch = 0; batch <= batches; batch++) {
    simulation.runUntil(warmUpS + batch * batchS);
    const run = simulation.result();
    for (const name of names) totals[name]!.push(figures[name](run));
  }
  const estimates = names.map((name) => {
    const rates = totals[name]!.slice(1).map((total, i) => (total - totals[name]![i]!) / batchS);
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / batches;
    const variance = rates.reduce((sum, rate) => sum + (rate - mean) * (rate - mean), 0) / (batches - 1);
    return [name, { mean, standardError: Math.sqrt(variance / batches) }];
  });
  return Object.fromEntries(estimates) as Record<Name, BatchMean>;
}

/** How many standard errors an estimate is off; exact agreement up to rounding is none. */
export function errorsOff({ mean, standardError }: BatchMean, truth: number): number {
  const off = Math.abs(mean - truth);
  return off < 1e-9 ? 0 : off / standardError;
}
