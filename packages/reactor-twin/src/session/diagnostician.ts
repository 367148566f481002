import { diagnose, type Diagnosis, type MissingSensor } from '../deviation/diagnosis.ts';
import type { Hypothesis } from '../deviation/likely-causes.ts';
import { indexOf, type PlantModel } from '../model/plant-model.ts';
import type { Memory } from '../model/memory.ts';
import type { Integration } from '../model/plant-flow.ts';
import { FaultReplay } from './fault-replay.ts';
import { bankOf, FilterTrace, Linearisation } from './filter-trace.ts';

/** Readings before and after a deviation is raised on which causes are judged. */
const BEFORE = 150;
const AFTER = [0, 10, 20, 40, 80, 160] as const;
/** Left over a sample by the best cause: beyond this the linearised bank no longer describes what goes on. */
const LINEAR = 3;

/**
 * Asks for the cause when a deviation is raised and again as evidence grows: after 10, 20, 40, 80 and 160 more readings. An answer
 * that no longer fits, as when the reactor ignites in the meantime, is not given: the one before stands.
 */
export class Diagnostician {
  readonly trace: FilterTrace;
  private readonly linear: Linearisation;
  private readonly replay: FaultReplay;
  private readonly bank: readonly Hypothesis[];
  private readonly missing: readonly MissingSensor[];
  /** Readings since the deviation was raised; −1: none stands, or the last word has been said. */
  private since = -1;

  /** `integration`: as for the filter; a stiff plant is as stiff here. */
  constructor(
    model: PlantModel,
    sensors: readonly string[],
    estimated: readonly string[],
    integration: Integration | undefined,
  ) {
    const size = model.states.length + estimated.length;
    // Rows are steps: one a measurement, so inputs that come as often as readings need room too.
    this.trace = new FilterTrace(model, size, BEFORE + AFTER.at(-1)! + 10);
    this.linear = new Linearisation(model, estimated, { ...integration, tolerance: 1e-4 });
    this.replay = new FaultReplay(model, estimated, this.linear.columnNames, {
      ...integration,
      tolerance: 1e-6,
      maxSteps: 2_000,
    });
    this.bank = bankOf(model, sensors, this.linear);
    this.missing = model.sensors
      .filter(({ name }) => !sensors.includes(name))
      .map(({ name, state, factor = 1, noiseStd }) => ({
        name,
        state: indexOf(name, model.states, state),
        factor,
        noiseStd,
      }));
  }

  /** A shift or a drift was raised where none stood. */
  begin(): void {
    this.since = 0;
  }

  /** No deviation stands any more. */
  end(): void {
    this.since = -1;
  }

  /** The filter has jumped: what it did before no longer leads to where it is. */
  forget(u: Float64Array, x: Float64Array): void {
    this.end();
    this.trace.clear();
    this.trace.begin(0, u, x);
  }

  /** After every reading. */
  next(): Diagnosis | undefined {
    if (this.since < 0) return undefined;
    const due = (AFTER as readonly number[]).includes(this.since);
    this.since = this.since === AFTER.at(-1) ? -1 : this.since + 1;
    if (!due) return undefined;
    const rows = this.trace.recall();
    const steps = rows.map((row) => ({ ...row, ...this.linear.over(row.x, row.u, row.minutes) }));
    const diagnosis = diagnose(steps, this.bank, this.missing, (fit) => this.replay.refine(rows, fit));
    if (diagnosis !== undefined && diagnosis.lackOfFit <= LINEAR) return diagnosis;
    this.since = -1;
    return undefined;
  }

  remember(memory: Memory): void {
    this.since = memory.number(this.since);
    this.trace.remember(memory);
  }
}
