import type { Fit } from '../deviation/likely-causes.ts';
import { PlantFlow, type Integration } from '../model/plant-flow.ts';
import { indexOf, nominalParameters, type PlantModel } from '../model/plant-model.ts';
import type { TraceRow } from './filter-trace.ts';

/**
 * Runs the filter once more over its own trace, with the gains it had, but with a fault in the model from a given onset. Where the
 * hypothesis is right the innovations become white again, also when the fault carries the plant so far that nothing is linear any
 * more: a reactor that ignites. Size by Gauss–Newton, onset by stepping to better neighbours.
 */
export class FaultReplay {
  private readonly model: PlantModel;
  private readonly flow: PlantFlow;
  private readonly nominal: Float64Array;
  private readonly estimated: readonly number[];
  private readonly columns: readonly { parameter: number; input: number }[];

  constructor(
    model: PlantModel,
    estimated: readonly string[],
    columnNames: readonly string[],
    integration: Integration,
  ) {
    this.model = model;
    this.nominal = nominalParameters(model);
    this.flow = new PlantFlow(model, nominalParameters(model), integration);
    this.estimated = estimated.map((name) => indexOf('estimate', model.parameters, name));
    this.columns = columnNames.map((name) => ({
      parameter: model.parameters.findIndex((one) => one.name === name),
      input: model.inputs.findIndex((one) => one.name === name),
    }));
  }

  /** The fit on the nonlinear model; the fit that was given where that one is no better. */
  refine(rows: readonly TraceRow[], fit: Fit): Fit {
    if (fit.evidence === 0) return fit;
    let best = this.fitAt(rows, this.start(rows, fit), fit.onset, TURNS);
    for (let move = 0; move < MOVES; move++) {
      const neighbours = [best.onset - 1, best.onset + 1].filter((onset) => onset >= 0 && onset < rows.length - 2);
      const better = neighbours
        .map((onset) => this.fitAt(rows, best, onset, 2))
        .find((other) => other.evidence > best.evidence + 1e-9);
      if (better === undefined) break;
      best = better;
    }
    return best;
  }

  private fitAt(rows: readonly TraceRow[], start: Fit, onset: number, turns: number): Fit {
    const { hypothesis } = start;
    const without = squares(rows, onset);
    let { size, sizeStd } = start;
    let here = this.innovations(rows, hypothesis, onset, size);
    for (let turn = 0; turn < turns; turn++) {
      const ahead = this.innovations(rows, hypothesis, onset, size + sizeStd);
      let information = 0;
      let score = 0;
      for (let k = 0; k < here.length; k++) {
        const slope = (here[k]! - ahead[k]!) / sizeStd;
        information += slope * slope;
        score += slope * here[k]!;
      }
      const change = score / information;
      if (!Number.isFinite(change)) break;
      const next = this.allowed(hypothesis, size + change);
      const there = this.innovations(rows, hypothesis, onset, next);
      if (!(sum(there) < sum(here))) break;
      const gained = sum(here) - sum(there);
      size = next;
      sizeStd = 1 / Math.sqrt(information);
      here = there;
      if (gained < 0.1) break;
    }
    const evidence = Math.max(0, without - sum(here));
    let onsetMin = 0;
    for (let k = 0; k < onset; k++) onsetMin += rows[k]!.minutes;
    return { hypothesis, size, sizeStd, onset, onsetMin, evidence: Number.isFinite(evidence) ? evidence : 0 };
  }

  /** The linear size overstates a fault that runs away: the best of some smaller ones to start from. */
  private start(rows: readonly TraceRow[], fit: Fit): Fit {
    const { hypothesis, onset } = fit;
    let best = fit.size;
    let least = sum(this.innovations(rows, hypothesis, onset, best));
    for (const share of SHARES) {
      const left = sum(this.innovations(rows, hypothesis, onset, share * fit.size));
      if (!(left < least) && !Number.isNaN(least)) break;
      least = left;
      best = share * fit.size;
    }
    return { ...fit, size: best };
  }

  /** A sign the fault can have, and no parameter below a hundredth. */
  private allowed({ sign, column }: Fit['hypothesis'], size: number): number {
    if (size * sign < 0) return 0;
    return column >= 0 && this.columns[column]!.parameter >= 0 ? Math.max(size, -0.99) : size;
  }

  /** Innovations over their standard deviations from the onset on; NaN behind a failure of the solver. */
  private innovations(
    rows: readonly TraceRow[],
    hypothesis: Fit['hypothesis'],
    onset: number,
    size: number,
  ): Float64Array {
    const { flow, nominal, estimated } = this;
    const n = this.model.states.length;
    const changed = hypothesis.column < 0 ? undefined : this.columns[hypothesis.column]!;
    const result = new Float64Array(rows.length - onset);
    const x = rows[onset]!.x.slice();
    const plant = x.subarray(0, n);
    const u = rows[onset]!.u.slice();
    const step = hypothesis.shape === 'step';
    let since = 0;
    for (let k = onset; k < rows.length; k++) {
      const { minutes, u: held, sensor, variance, gain, value, state, factor, offset } = rows[k]!;
      const amount = size * (step ? 1 : since + minutes / 2);
      since += minutes;
      flow.p.set(nominal);
      estimated.forEach((parameter, j) => (flow.p[parameter] = x[n + j]! * nominal[parameter]!));
      u.set(held);
      if (changed !== undefined && changed.parameter >= 0)
        flow.p[changed.parameter] = flow.p[changed.parameter]! * Math.max(0.01, 1 + amount);
      else if (changed !== undefined) u[changed.input] = u[changed.input]! + amount;
      const status = flow.advance(plant, u, minutes);
      if (status !== 'running') return result.fill(Number.NaN);
      if (sensor < 0) continue;
      const error = sensor === hypothesis.sensor ? size * (step ? 1 : since) : 0;
      const innovation = value - error - (factor * x[state]! + offset);
      for (let i = 0; i < x.length; i++) x[i] = x[i]! + gain[i]! * innovation;
      result[k - onset] = innovation / Math.sqrt(variance);
    }
    return result;
  }
}

const SHARES = [0.8, 0.65, 0.5];
const TURNS = 4;
const MOVES = 6;

function sum(innovations: Float64Array): number {
  let total = 0;
  for (const z of innovations) total += z * z;
  return total;
}

function squares(rows: readonly TraceRow[], from: number): number {
  let total = 0;
  for (let k = from; k < rows.length; k++)
    if (rows[k]!.sensor >= 0) total += (rows[k]!.innovation * rows[k]!.innovation) / rows[k]!.variance;
  return total;
}
