import { resolveLine, type ResolvedLine, type ScenarioInput } from '@twin/line-engine';
import { Accumulator, decide, warmUpOf, withParameters, type Until } from '@twin/line-engine/experiment';
import { positiveNumber, textOf, UsageError, wholeNumber, type Command } from './arguments.ts';
import { judge } from './judge.ts';
import { overridesOf } from './overrides.ts';
import { cyclesOf, type Assignment } from './replication-pool.ts';
import { readQuestion, type Configuration, type Question } from './scenario-file.ts';
import type { Session } from './session.ts';
import type { Task, TaskResult } from './task.ts';

/** A question with everything settled that decides its answer. */
export interface WhatIf {
  readonly configuration: Configuration;
  readonly line: ResolvedLine;
  readonly seed: number;
  readonly durationS: number;
  readonly warmUpS: number;
}

/** A what-if and its replications 0, 1, …, as far as they were run. */
export interface Answered {
  readonly whatIf: WhatIf;
  readonly results: readonly TaskResult[];
}

const defaultReplications = 20;

/** How many replications are asked for. */
export function replicationsOf(command: Command): number {
  return wholeNumber(command, 'replications', 2, 1_000_000) ?? defaultReplications;
}

/** A question of a file as the command line changes it. */
export function settled(command: Command, question: Question, sets: readonly string[] = []): WhatIf {
  const seed = wholeNumber(command, 'seed', 0, Number.MAX_SAFE_INTEGER);
  const hours = positiveNumber(command, 'duration-hours', 1_000_000);
  const { configuration, line } = changed(question.configuration, question.line, overridesOf(question.line, sets));
  const { scenario } = configuration;
  const settledSeed = seed ?? scenario.seed ?? question.seed;
  const durationS = (hours ?? scenario.durationHours ?? question.durationHours) * 3600;
  return { configuration, line, seed: settledSeed, durationS, warmUpS: warmUp(command, line, settledSeed, durationS) };
}

export function asked(command: Command, file: string): WhatIf {
  return settled(command, readQuestion(file), command.values.set ?? []);
}

/** Those of the files, run alike: as long and from the seed of the first; and one more when parameters are set. */
export function scenariosOf(command: Command, name: string): WhatIf[] {
  const sets = command.values.set ?? [];
  if (command.files.length + (sets.length > 0 ? 1 : 0) < 2)
    throw new UsageError(`${name} takes two FILEs or more, or one and --set`);
  const questions = command.files.map(readQuestion);
  const first = settled(command, questions[0]!);
  const alike = { seed: first.seed, durationS: first.durationS, warmUpS: first.warmUpS };
  const others = questions.slice(1).map(({ configuration, line }): WhatIf => ({ configuration, line, ...alike }));
  if (sets.length === 0) return [first, ...others];
  const changedName = `${first.line.scenario} + ${sets.join(', ')}`.slice(0, 100);
  const values = overridesOf(first.line, sets);
  return [first, ...others, { ...changed(first.configuration, first.line, values, changedName), ...alike }];
}

/** The same line with parameters changed. A value that cannot be is a `ConfigurationError`. */
export function changed(
  configuration: Configuration,
  line: ResolvedLine,
  values: Readonly<Record<string, unknown>>,
  name?: string,
): { readonly configuration: Configuration; readonly line: ResolvedLine } {
  if (Object.keys(values).length === 0 && name === undefined) return { configuration, line };
  const { topology, baseline, scenario } = configuration;
  const moved: ScenarioInput = { ...withParameters(line, scenario, values), ...(name !== undefined && { name }) };
  return { configuration: { ...configuration, scenario: moved }, line: resolveLine(topology, baseline, moved) };
}

function warmUp(command: Command, line: ResolvedLine, seed: number, durationS: number): number {
  const text = textOf(command, 'warm-up-min');
  if (text === undefined) return 0;
  if (text !== 'auto') {
    const minutes = Number(text);
    if (text.trim() === '' || !(minutes >= 0 && minutes <= 1e8))
      throw new UsageError(`--warm-up-min must be "auto" or minutes from 0, is "${text}"`);
    return minutes * 60;
  }
  const { warmUpS, isLongEnough } = warmUpOf(line, { durationS, seed, intervalS: Math.max(60, durationS / 1000) });
  if (!isLongEnough)
    throw new UsageError(`--warm-up-min auto: ${durationS / 3600} h are too short to see the line settle`);
  return warmUpS;
}

/** Cycles of machines that are run without asking whether that was meant: hours of computing. */
const mostCycles = 1e10;

/** What is asked of the pool for replication r of a what-if. */
export function assignment(whatIf: WhatIf, replication: number, analyse = false): Assignment {
  const { line, durationS, warmUpS, seed, configuration } = whatIf;
  const task: Task = { replication, durationS, warmUpS, seed, economics: configuration.economics, analyse };
  return { line, task };
}

export function refuseEndless(whatIfs: readonly WhatIf[], replications: number): void {
  const cycles = whatIfs.reduce((sum, { line, ...task }) => sum + cyclesOf(line, task) * replications, 0);
  const longest = Math.max(...whatIfs.map(({ durationS, warmUpS }) => (durationS + warmUpS) / 3600));
  if (cycles > mostCycles)
    throw new UsageError(
      `${replications} × ${longest} h at these speeds may take ${cycles.toExponential(1)} machine cycles; more than ${mostCycles.toExponential(0)} are not run at once`,
    );
}

/**
 * Replications of each what-if on common random numbers. When it is interrupted, those that every what-if has finished without
 * a gap: the answer is then that of so many `--replications`.
 */
export async function answer(
  session: Session,
  whatIfs: readonly WhatIf[],
  replications: number,
  analyse = false,
): Promise<Answered[]> {
  refuseEndless(whatIfs, replications);
  const assignments = Array.from({ length: replications }, (_, r) => whatIfs.map((one) => assignment(one, r, analyse)));
  const flat = await session.run(assignments.flat(), 'replications');
  const complete = flat.findIndex((result) => result === undefined);
  const finished = complete === -1 ? replications : Math.floor(complete / whatIfs.length);
  if (finished < 2 && replications >= 2) throw new Interrupted();
  return whatIfs.map((whatIf, i) => ({
    whatIf,
    results: Array.from({ length: finished }, (_, r) => flat[r * whatIfs.length + i]!),
  }));
}

/** Nothing was finished that could be reported. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('interrupted before two replications were finished; nothing to report');
  }
}

const batch = 10;

/** Replications until the interval of a figure is narrow enough; the same number with any number of workers. */
export async function answerUntil(session: Session, whatIf: WhatIf, text: string, analyse: boolean): Promise<Answered> {
  const [, name, share] = /^\s*([A-Za-z]+)\s*=\s*(\S+)\s*$/.exec(text) ?? [];
  const until: Until = { relativeHalfWidth: Number(share) };
  if (name === undefined || !(until.relativeHalfWidth! > 0 && until.relativeHalfWidth! < 1))
    throw new UsageError(`--until must be FIGURE=SHARE with a share between 0 and 1, is "${text}"`);
  const figure = judge(name, whatIf.configuration.economics);
  const sofar = new Accumulator();
  const results: TaskResult[] = [];
  for (;;) {
    refuseEndless([whatIf], results.length + batch);
    const next = Array.from({ length: batch }, (_, i) => assignment(whatIf, results.length + i, analyse));
    for (const result of await session.run(next, `replications ${results.length + 1} …`)) {
      if (result === undefined) {
        if (results.length < 2) throw new Interrupted();
        return { whatIf, results };
      }
      results.push(result);
      sofar.add(figure.of(result));
      if (decide(sofar, until).stop) return { whatIf, results };
    }
  }
}
