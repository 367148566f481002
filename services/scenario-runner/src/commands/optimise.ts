import {
  compareToFirst,
  DesignSpace,
  estimate,
  explain,
  optimise,
  optimiseSchema,
  parameterValue,
  type DesignPoint,
  type OptimiseStudy,
  type Optimum,
  type Trial,
} from '@twin/line-engine/experiment';
import { textOf, UsageError, wholeNumber, type Command } from '../arguments.ts';
import { judge, type Judge } from '../judge.ts';
import { plain, signed, whole, withHalfWidth } from '../numbers.ts';
import { isWhole, rangeOf } from '../ranges.ts';
import { readQuestion, type Question } from '../scenario-file.ts';
import type { Session } from '../session.ts';
import { table } from '../table.ts';
import { answer, assignment, changed, Interrupted, refuseEndless, settled, type WhatIf } from '../what-if.ts';

const firstLook = 10;

/** Looks for the parameters with the largest figure, less what they cost. */
export async function optimiseLine(session: Session): Promise<boolean> {
  const { command } = session;
  const question = readQuestion(command.files[0]!);
  const base = settled(command, question, command.values.set ?? []);
  const study = studyOf(command, question, base);
  const figure = judge(study.maximise, base.configuration.economics);
  const space = spaceOf(study, base);
  refuseImpossible(study, figure, base);
  refuseEndless([base], study.budget);
  const [now] = await answer(session, [base], firstLook);
  const before = now!.results.map((result) => figure.of(result) - costOf(study, pointOf(study, base)));
  const indifference = study.indifference ?? Math.max(1e-9, Math.abs(estimate(before).mean) * 0.005);
  const optimum = await searched(
    session,
    optimise(space, { budget: study.budget, indifference, seed: base.seed }),
    base,
    (result, design) => figure.of(result) - costOf(study, design),
  );
  const best: WhatIf = { ...base, ...changed(base.configuration, base.line, optimum.best.design) };
  const [from, to] = await answer(session, [base, best], firstLook * 2);
  const [gain] = compareToFirst([
    from!.results.map((result) => figure.of(result) - costOf(study, pointOf(study, base))),
    to!.results.map((result) => figure.of(result) - costOf(study, optimum.best.design)),
  ]);
  const isReached = study.target === undefined || optimum.best.objective.mean >= study.target;
  session.json({ figure: figure.name, indifference, ...optimum, gain: gain!.difference, isReached });
  session.say(`${optimiseText(study, figure, base, optimum, indifference)}\n`);
  session.say(
    `  Against what is now: ${signed(gain!.difference)} ${figure.unit} (95 % CI, paired, ${firstLook * 2} replications): ${gain!.verdict}.\n`,
  );
  if (!isReached) session.say(`  The target of ${plain(study.target!)} was not reached.\n`);
  return isReached;
}

/** What the file says under `optimise`, and over it the command line. Throws `UsageError`. */
function studyOf(command: Command, { optimise: ofFile }: Question, { line }: WhatIf): OptimiseStudy {
  const vary = command.values.vary ?? [];
  const parameters = vary.map((text) => {
    const { path, from, to, integer } = rangeOf(line, text);
    if (from === undefined || to === undefined)
      throw new UsageError(`--vary ${text}: an optimiser needs bounds, FROM..TO`);
    return { path, from, to, integer };
  });
  const given = {
    ...ofFile,
    ...(parameters.length > 0 && { parameters }),
    maximise: textOf(command, 'maximise') ?? ofFile?.maximise,
    budget: wholeNumber(command, 'budget', 50, 10_000_000) ?? ofFile?.budget,
    indifference: numberOf(command, 'indifference') ?? ofFile?.indifference,
    target: numberOf(command, 'target') ?? ofFile?.target,
    totals: [...(ofFile?.totals ?? []), ...(command.values.total ?? []).map(totalOf)],
    costs: { ...ofFile?.costs, ...Object.fromEntries((command.values.cost ?? []).map(costGiven)) },
  };
  if (given.parameters === undefined)
    throw new UsageError('optimise needs bounds: --vary PATH=FROM..TO, or "optimise:" in the file');
  const result = optimiseSchema.safeParse(given);
  if (!result.success)
    throw new UsageError(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  return result.data;
}

function numberOf(command: Command, name: 'indifference' | 'target'): number | undefined {
  const text = textOf(command, name);
  if (text === undefined) return undefined;
  if (text.trim() === '' || !Number.isFinite(Number(text)))
    throw new UsageError(`--${name} must be a number, is "${text}"`);
  return Number(text);
}

function totalOf(text: string) {
  const [, paths, relation, sum] = /^\s*([^<=]+?)\s*(<=|=)\s*(\S+)\s*$/.exec(text) ?? [];
  if (paths === undefined || !Number.isFinite(Number(sum)))
    throw new UsageError(`--total must be A.x+B.x=NUMBER or <=NUMBER, is "${text}"`);
  const bound = relation === '=' ? { exactly: Number(sum) } : { atMost: Number(sum) };
  return { paths: paths.split('+').map((path) => path.trim()), ...bound };
}

function costGiven(text: string): [string, number] {
  const [, path, cost] = /^\s*([^=]+?)\s*=\s*(\S+)\s*$/.exec(text) ?? [];
  if (path === undefined || !Number.isFinite(Number(cost)))
    throw new UsageError(`--cost must be PATH=MONEY, is "${text}"`);
  return [path, Number(cost)];
}

function spaceOf({ parameters, totals, costs }: OptimiseStudy, { line }: WhatIf): DesignSpace {
  const decisions = parameters.map(({ path, from, to, integer }) => ({
    path,
    from,
    to,
    integer: integer ?? isWhole(line, path),
  }));
  const foreign = Object.keys(costs).find((path) => !parameters.some((one) => one.path === path));
  if (foreign !== undefined) throw new UsageError(`cost: "${foreign}" is not among the parameters that are varied`);
  try {
    return new DesignSpace(decisions, totals);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A target no line of these bounds can reach, by the closed forms of `explain` at the better end of each range. */
function refuseImpossible({ target, parameters }: OptimiseStudy, { name }: Judge, base: WhatIf): void {
  if (target === undefined) return;
  if (name === 'oee' && target > 1) throw new UsageError(`--target ${target} is impossible: OEE is at most 1`);
  const perHour = name === 'throughput' || name === 'goodThroughput';
  if (!perHour && name !== 'goodOut' && name !== 'unitsOut') return;
  const best: Record<string, number> = {};
  let at = base.line;
  for (let round = 0; round < 2; round++)
    for (const { path, from, to } of parameters) {
      const ends = [from, to].map((value) => changed(base.configuration, base.line, { ...best, [path]: value }).line);
      const rate = (one: WhatIf['line']) =>
        explain(one).stations.reduce((sum, { unitsPerHour }) => sum + 1 / unitsPerHour, 0);
      const better = rate(ends[0]!) <= rate(ends[1]!) ? 0 : 1;
      best[path] = [from, to][better]!;
      at = ends[better]!;
    }
  const bound = explain(at).atMostPerHour * (perHour ? 1 : base.durationS / 3600);
  // What lies in the line at the start and the luck of a short run may bring a little more than the long-run bound.
  if (target > bound * 1.5 + 1)
    throw new UsageError(
      `--target ${target} is impossible: no line within these bounds makes more than ${plain(bound)} in the long run`,
    );
}

function pointOf({ parameters }: OptimiseStudy, { line }: WhatIf): DesignPoint {
  return Object.fromEntries(parameters.map(({ path }) => [path, Number(parameterValue(line, path))]));
}

function costOf({ costs }: OptimiseStudy, design: DesignPoint): number {
  return Object.entries(costs).reduce((sum, [path, cost]) => sum + cost * design[path]!, 0);
}

type Search = Generator<readonly Trial[], Optimum, readonly number[]>;

async function searched(
  session: Session,
  search: Search,
  base: WhatIf,
  objective: (result: NonNullable<Awaited<ReturnType<Session['run']>>[number]>, design: DesignPoint) => number,
): Promise<Optimum> {
  const lines = new Map<string, WhatIf>();
  const designed = (design: DesignPoint): WhatIf => {
    const key = JSON.stringify(design);
    const made = lines.get(key) ?? { ...base, ...changed(base.configuration, base.line, design) };
    lines.set(key, made);
    return made;
  };
  let step = search.next();
  while (step.done !== true) {
    const trials = step.value;
    const results = await session.run(
      trials.map(({ design, replication }) => assignment(designed(design), replication)),
      `searching, ${lines.size} designs`,
    );
    if (results.includes(undefined)) throw new Interrupted();
    step = search.next(results.map((result, i) => objective(result!, trials[i]!.design)));
  }
  return step.value;
}

function optimiseText(
  study: OptimiseStudy,
  figure: Judge,
  base: WhatIf,
  optimum: Optimum,
  indifference: number,
): string {
  const paths = study.parameters.map(({ path }) => path);
  const rows = optimum.finalists.map(({ design, objective }) => [
    design === optimum.best.design ? 'best' : '',
    ...paths.map((path) => plain(design[path]!)),
    withHalfWidth(objective),
  ]);
  const net = Object.keys(study.costs).length > 0 ? `${figure.name} less cost` : figure.name;
  const sure =
    optimum.confidence === undefined
      ? 'The budget ended before the last race did: the leader is shown, without a promise.'
      : `The best of these finalists was chosen with ${optimum.confidence * 100} % confidence (Kim & Nelson's KN), counting less than ${plain(indifference)} as no difference.`;
  return [
    `${base.line.name} · ${base.line.scenario} · largest ${net} · ${whole(optimum.replications)} of ${whole(study.budget)} replications on ${whole(optimum.designs)} designs · seed ${base.seed}`,
    '',
    table(['', ...paths, net], rows),
    '',
    `  ${sure}`,
    '  A design the search did not come to may be better still.',
  ].join('\n');
}
