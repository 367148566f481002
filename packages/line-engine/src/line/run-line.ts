import { StateLog } from '../record/state-log.ts';
import { Telemetry } from '../record/telemetry.ts';
import { rowOrder } from '../row/row.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { stateNames } from '../station/state.ts';
import { ChanceBook } from './chance-book.ts';
import type { LineRun } from './line-run.ts';
import { checkOptions, LineSimulation, type RunOptions } from './line-simulation.ts';
import { results } from './results.ts';
import { runRow } from './run-row.ts';

/**
 * Simulates a line from empty, once. Synchronous and deterministic: the same line, seed and replication give the
 * same run, to the bit. Throws `RangeError` for a duration, seed or interval that makes no sense, `LineDeadlock` and
 * `EventStorm` for a line that stands still.
 *
 * A plain row of machines is worked out item by item, three to four times as fast as event by event, unless single items are
 * to be written down; the result is the same.
 */
export function runLine(line: ResolvedLine, options: RunOptions): LineRun {
  checkOptions(line, options);
  const order = isPlain(options) ? rowOrder(line) : undefined;
  if (order !== undefined) return workOut(line, order, options);
  const simulation = new LineSimulation(line, options);
  simulation.runUntil(options.durationS);
  return simulation.result();
}

/** Nothing decided or added from outside, nothing written down of single items. */
function isPlain({ record = {}, draws, cycles = {} }: RunOptions): boolean {
  const { events = false, genealogy = false } = record;
  const isOfItems = typeof events === 'object' && (events.items === true || events.zeroLengthStates === true);
  return draws === undefined && Object.keys(cycles).length === 0 && !isOfItems && genealogy === false;
}

function workOut(line: ResolvedLine, order: readonly number[], options: RunOptions): LineRun {
  const { durationS, seed, replication = 0, trials = 'countdown', record = {} } = options;
  const { telemetryIntervalS, events = false } = record;
  const book = new ChanceBook({ seed, replication, trials });
  const names = line.stations.map(({ name }) => name);
  const telemetry =
    telemetryIntervalS === undefined ? undefined : new Telemetry(names, stateNames, telemetryIntervalS, durationS);
  const log = events === false && telemetry === undefined ? undefined : new StateLog(names, stateNames);
  const reading = runRow(line, order, book, durationS, { states: log?.columns, telemetry });
  return {
    scenario: line.scenario,
    seed,
    replication,
    durationS,
    ...results(line, reading),
    ...(telemetry && { telemetry }),
    ...(log !== undefined && events !== false && { events: log }),
  };
}
