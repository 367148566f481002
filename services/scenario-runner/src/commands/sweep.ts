import { join } from 'node:path';
import { compareToFirst, estimate, fullGrid, latinHypercube, type DesignPoint } from '@twin/line-engine/experiment';
import { textOf, UsageError, wholeNumber } from '../arguments.ts';
import { rowsCsv } from '../csv.ts';
import { judges } from '../judge.ts';
import { plain, signed, withHalfWidth } from '../numbers.ts';
import { refuseExisting, writeFolder } from '../output-folder.ts';
import { gridValues, isWhole, rangeOf } from '../ranges.ts';
import { finishedUnit } from '../run-text.ts';
import { readQuestion, type Question } from '../scenario-file.ts';
import type { Session } from '../session.ts';
import { table } from '../table.ts';
import { answer, changed, replicationsOf, settled, type Answered, type WhatIf } from '../what-if.ts';
import { folderName } from './run.ts';

const mostShown = 40;
const mostPoints = 10_000;

/** Runs combinations of parameters, each paired with what is now. */
export async function sweep(session: Session): Promise<boolean> {
  const { command } = session;
  const question = readQuestion(command.files[0]!);
  const base = settled(command, question, command.values.set ?? []);
  const points = pointsOf(session, question, base);
  const folder = join(textOf(command, 'out') ?? 'out', `${folderName(base.line.scenario)}-sweep`);
  const force = command.switches.has('force');
  refuseExisting(folder, force);
  const designs = points.map((point): WhatIf => ({ ...base, ...changed(base.configuration, base.line, point) }));
  const answered = await answer(session, [base, ...designs], replicationsOf(command));
  writeFolder(folder, { 'sweep.csv': sweepCsv(points, answered) }, force);
  session.say(`${sweepText(points, answered)}\n\n  results  ${folder}: sweep.csv\n`);
  session.json(points.map((point, i) => ({ parameters: point, figures: figures(answered[i + 1]!) })));
  return true;
}

function pointsOf({ command }: Session, question: Question, { line, seed }: WhatIf): DesignPoint[] {
  const given = command.values.vary ?? [];
  const ofFile = (question.sweep?.parameters ?? []).map((one) => ({ ...one, integer: isWhole(line, one.path) }));
  const parameters = given.length > 0 ? given.map((text) => rangeOf(line, text)) : ofFile;
  if (parameters.length === 0) throw new UsageError('sweep needs --vary PATH=RANGE, or "sweep:" in the file');
  const latin = wholeNumber(command, 'latin', 1, mostPoints) ?? (given.length > 0 ? undefined : question.sweep?.latin);
  if (latin !== undefined) return latinHypercube(parameters, latin, seed);
  try {
    return fullGrid(
      parameters.map((one) => ({ path: one.path, values: gridValues(one) })),
      mostPoints,
    );
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function figures({ whatIf, results }: Answered): Record<string, { mean: number; halfWidth95: number }> {
  const entries = judges(whatIf.configuration.economics).map(({ name, of }) => {
    const { mean, halfWidth } = estimate(results.map(of));
    return [name, { mean, halfWidth95: halfWidth }] as const;
  });
  return Object.fromEntries(entries);
}

function sweepCsv(points: readonly DesignPoint[], answered: readonly Answered[]): Iterable<string> {
  const paths = Object.keys(points[0]!);
  const names = Object.keys(figures(answered[0]!));
  const header = [...paths, ...names.flatMap((name) => [name, `${name}HalfWidth95`])];
  const rows = points.map((point, i) => {
    const own = figures(answered[i + 1]!);
    return [
      ...paths.map((path) => point[path]!),
      ...names.flatMap((name) => [own[name]!.mean, own[name]!.halfWidth95]),
    ];
  });
  return rowsCsv(header, rows);
}

function sweepText(points: readonly DesignPoint[], answered: readonly Answered[]): string {
  const [base] = answered;
  const good = answered.map(({ results }) => results.map(({ run }) => run.line.goodOut));
  const comparisons = compareToFirst(good);
  const paths = Object.keys(points[0]!);
  const order = points
    .map((_, i) => i)
    .toSorted((a, b) => comparisons[b]!.difference.mean - comparisons[a]!.difference.mean);
  const rows = order.slice(0, mostShown).map((i) => {
    const oee = estimate(answered[i + 1]!.results.map(({ run }) => run.oee.oee * 100));
    const { to, difference, verdict } = comparisons[i]!;
    return [
      ...paths.map((path) => plain(points[i]![path]!)),
      withHalfWidth(to),
      signed(difference),
      withHalfWidth(oee),
      verdict,
    ];
  });
  const { line } = base!.whatIf;
  const header = [...paths, `good ${finishedUnit(line)}`, 'Δ to now (95 % CI)', 'OEE %', 'verdict'];
  const rest = points.length > mostShown ? `\n  … and ${points.length - mostShown} more in sweep.csv` : '';
  return `${line.name} · ${line.scenario} · ${points.length} points · ${base!.results.length} replications each · seed ${base!.whatIf.seed}\n\n${table(header, rows)}${rest}\n\n  Best first. Differences are paired; their intervals hold all at once.`;
}
