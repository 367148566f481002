import type { Observer } from '../kernel/simulation.ts';
import type { EventDetail } from '../record/event.ts';
import { Genealogy } from '../record/genealogy.ts';
import { ItemLog } from '../record/item-log.ts';
import { StateLog } from '../record/state-log.ts';
import { Telemetry } from '../record/telemetry.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import type { CycleOf } from '../station/phase.ts';
import { stateNames, type StateName } from '../station/state.ts';
import { assemble, type AssembledLine } from './assemble.ts';
import { ChanceBook, type Draws } from './chance-book.ts';
import { lockedUp } from './deadlock.ts';
import type { LineRun } from './line-run.ts';
import { readAssembled } from './reading.ts';
import { behind, results } from './results.ts';
import { noObserver, Sampler } from './sampler.ts';
import { loadLine, saveLine, snapshotVersion, type LineSnapshot } from './snapshot.ts';

/** How to run a line. */
export interface RunOptions {
  /** Length of the run, s. It covers [0, durationS): what is due exactly at the end does not happen. */
  readonly durationS: number;
  /** A whole number ≥ 0. Streams of chance are named seed/replication/station/purpose. */
  readonly seed: number;
  /** Number of the replication; 0 unless told. */
  readonly replication?: number | undefined;
  /** What to write down; nothing costs nothing. */
  readonly record?: RecordOptions | undefined;
  /** One draw an event (`countdown`, unless told), or one a cycle as the original draws: the same law. */
  readonly trials?: 'countdown' | 'per-cycle' | undefined;
  /** Decisions instead of draws, by `station/purpose` (fail, repair, jam, defect, inspect): one uniform a trial. */
  readonly draws?: Draws | undefined;
  /** Cycles of a user's own, by station. */
  readonly cycles?: Readonly<Record<string, CycleOf>> | undefined;
  /** Names of numbers that phases of a user's own note of each item. */
  readonly attributes?: readonly string[] | undefined;
}

export interface RecordOptions {
  /** Sample every so many seconds, and at the end. */
  readonly telemetryIntervalS?: number | undefined;
  readonly events?: boolean | EventDetail | undefined;
  /** Which item became part of which, of the last `mostItems` (10 million unless told). */
  readonly genealogy?: boolean | { readonly mostItems: number } | undefined;
}

/** What this engine asks of a signal to stop; an `AbortSignal` has it. */
export interface StopSignal {
  throwIfAborted(): void;
}

/** Someone who looks on while a line runs. */
export interface Onlooker {
  /** Called every so many simulated seconds, 60 unless told. */
  readonly everyS?: number | undefined;
  readonly observe?: ((simulation: LineSimulation) => void) | undefined;
  /** Stops the run, with the signal's reason, at the next look. */
  readonly signal?: StopSignal | undefined;
}

/** A line that runs as far as it is told, can be looked at in between, and put back to where it was. */
export class LineSimulation {
  readonly line: ResolvedLine;
  readonly options: RunOptions;
  #assembled: AssembledLine;
  #book: ChanceBook;
  #recorder: Observer = noObserver;
  #telemetry: Telemetry<StateName> | undefined;
  #events: StateLog<StateName> | ItemLog<StateName> | undefined;
  #genealogy: Genealogy | undefined;

  constructor(line: ResolvedLine, options: RunOptions) {
    checkOptions(line, options);
    this.line = line;
    this.options = options;
    [this.#assembled, this.#book] = this.#build();
    start(line, this.#assembled);
  }

  /** Seconds since the start of the run. */
  get nowS(): number {
    return this.#assembled.simulation.nowS;
  }

  /** When the next event is due, s; `Infinity` when nothing is. */
  get nextEventS(): number {
    return this.#assembled.simulation.nextEventS();
  }

  /** State of a station now. */
  state(station: string): StateName {
    const index = this.line.stations.findIndex(({ name }) => name === station);
    if (index < 0)
      throw new RangeError(
        `no station "${station}"; there are ${this.line.stations.map(({ name }) => name).join(', ')}`,
      );
    return stateNames[this.#assembled.stations[index]!.state];
  }

  /** The next event and all that follows from it at that instant; false when there is none before the end. */
  step(): boolean {
    const dueS = this.nextEventS;
    if (dueS >= this.options.durationS) return false;
    while (this.#recorder.nextS < dueS) this.#recorder.observe();
    this.#assembled.simulation.step();
    return true;
  }

  /**
   * Everything due before `endS`; the clock then stands at `endS`, at most the duration. Throws `LineDeadlock` when
   * stations wait for each other for ever, `EventStorm` when the clock stands still, and the reason of a signal.
   */
  runUntil(endS: number, onlooker?: Onlooker): void {
    const untilS = Math.min(endS, this.options.durationS);
    if (!(untilS >= this.nowS)) throw new RangeError(`endS: must not be before ${this.nowS}, is ${endS}`);
    if (onlooker === undefined) this.#advance(untilS);
    else {
      const everyS = onlooker.everyS ?? 60;
      if (!(everyS > 0)) throw new RangeError(`everyS: must be greater than 0, is ${everyS}`);
      for (let look = 1, fromS = this.nowS; this.nowS < untilS; look++) {
        onlooker.signal?.throwIfAborted();
        this.#advance(Math.min(fromS + look * everyS, untilS));
        onlooker.observe?.(this);
      }
    }
  }

  /** What the line has done from 0 to now. */
  result(): LineRun {
    return {
      scenario: this.line.scenario,
      seed: this.options.seed,
      replication: this.options.replication ?? 0,
      durationS: this.nowS,
      ...results(this.line, readAssembled(this.#assembled)),
      ...(this.#telemetry && { telemetry: this.#telemetry }),
      ...(this.#events && { events: this.#events }),
      ...(this.#genealogy && { genealogy: this.#genealogy }),
    };
  }

  /** Everything that decides how the run goes on, as plain data. Records are not part of it. */
  snapshot(): LineSnapshot {
    const { seed, replication = 0 } = this.options;
    const { name, scenario } = this.line;
    return {
      version: snapshotVersion,
      line: name,
      scenario,
      seed,
      replication,
      ...saveLine(this.#assembled, this.#book),
    };
  }

  /**
   * Puts the line to where it was. It goes on from there bit for bit; what it writes down begins there. Throws
   * `RangeError` for a snapshot of another layout or another line.
   */
  restore(snapshot: LineSnapshot): void {
    checkSnapshot(this.line, this.options, snapshot);
    [this.#assembled, this.#book] = this.#build(snapshot);
    loadLine(this.#assembled, snapshot);
    this.#telemetry?.beginAt(this.nowS, this.#assembled.stations);
    if (this.#events?.zeroLengthStates === false)
      for (const { index, state } of this.#assembled.stations) this.#events.stateChange(this.nowS, index, state);
  }

  #advance(endS: number): void {
    this.#assembled.simulation.runUntil(endS, this.#recorder);
    // What is due at the very end does not happen, so the last row need not wait for it.
    if (endS === this.options.durationS) while (this.#recorder.nextS <= endS) this.#recorder.observe();
    const deadlock = lockedUp(this.line.graph, this.#assembled);
    if (deadlock !== undefined) throw deadlock;
  }

  #build(from?: LineSnapshot): [AssembledLine, ChanceBook] {
    const { line, options } = this;
    const { durationS, seed, replication = 0, record = {}, draws, cycles, attributes } = options;
    const names = line.stations.map(({ name }) => name);
    const trials = options.trials ?? (draws === undefined ? 'countdown' : 'per-cycle');
    const book = new ChanceBook({ seed, replication, trials, draws }, from?.chance);
    this.#events = newEventLog(names, record.events);
    this.#genealogy = newGenealogy(record.genealogy);
    const assembled = assemble(line, book, { events: this.#events, genealogy: this.#genealogy, cycles, attributes });
    const { telemetryIntervalS } = record;
    if (telemetryIntervalS !== undefined) {
      this.#telemetry = new Telemetry(names, stateNames, telemetryIntervalS, durationS);
      const buffers = names.map((_, i) => behind(line, assembled.buffers, i));
      this.#recorder = new Sampler(this.#telemetry, assembled.stations, buffers);
    }
    return [assembled, book];
  }
}

/** A line at its beginning, empty, every machine ready: to be run step by step, snapshotted and put back. */
export function createLineSimulation(line: ResolvedLine, options: RunOptions): LineSimulation {
  return new LineSimulation(line, options);
}

function start({ start: from }: ResolvedLine, assembled: AssembledLine): void {
  const { stations, sources, disruptions, workHours, simulation, buffers, items } = assembled;
  for (const { buffer, level } of from.bufferLevels)
    for (let item = 0; item < level; item++) buffers[buffer]!.lay(items.make(0, 0, 0));
  for (const { clock, works } of workHours) clock.start(works);
  for (const source of sources) source.start();
  for (const disruption of disruptions) disruption.start();
  for (const station of stations)
    station.start((from.downMin.find((down) => down.station === station.index)?.min ?? 0) * 60);
  simulation.settle();
}

function newEventLog(stations: readonly string[], events: RecordOptions['events']) {
  if (events === undefined || events === false) return undefined;
  if (events === true || (events.items !== true && events.zeroLengthStates !== true))
    return new StateLog(stations, stateNames);
  return new ItemLog(stations, stateNames, events);
}

function newGenealogy(genealogy: RecordOptions['genealogy']): Genealogy | undefined {
  if (genealogy === undefined || genealogy === false) return undefined;
  return genealogy === true ? new Genealogy() : new Genealogy(genealogy.mostItems);
}

/** Throws `RangeError` for options that make no sense. */
export function checkOptions(
  line: ResolvedLine,
  { durationS, seed, replication = 0, record, cycles = {} }: RunOptions,
): void {
  const refuse = (what: string, must: string, is: unknown) => {
    throw new RangeError(`${what}: must be ${must}, is ${String(is)}`);
  };
  if (!(durationS > 0 && durationS < Infinity)) refuse('durationS', 'a positive number of seconds', durationS);
  if (!Number.isSafeInteger(seed) || seed < 0) refuse('seed', 'a whole number ≥ 0', seed);
  if (!Number.isSafeInteger(replication) || replication < 0) refuse('replication', 'a whole number ≥ 0', replication);
  const intervalS = record?.telemetryIntervalS;
  if (intervalS !== undefined && !(intervalS > 0)) refuse('telemetryIntervalS', 'greater than 0', intervalS);
  const kinds = line.stations.map(({ kind }) => kind);
  for (const name of Object.keys(cycles))
    if (!kinds.includes(name)) refuse('cycles', `for a station (${kinds.join(', ')})`, name);
}

function checkSnapshot(line: ResolvedLine, { seed, replication = 0 }: RunOptions, snapshot: LineSnapshot): void {
  const differ = (what: string, ours: unknown, theirs: unknown) => {
    if (ours !== theirs)
      throw new RangeError(`snapshot: its ${what} is ${String(theirs)}, this one has ${String(ours)}`);
  };
  differ('version', snapshotVersion, snapshot.version);
  differ('line', line.name, snapshot.line);
  differ('number of stations', line.stations.length, snapshot.stations.length);
  differ('number of buffers', line.graph.buffers.length, snapshot.buffers.length);
  differ('seed', seed, snapshot.seed);
  differ('replication', replication, snapshot.replication);
}
