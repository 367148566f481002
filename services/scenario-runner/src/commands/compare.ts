import { positiveNumber, UsageError } from '../arguments.ts';
import { assertionOf, check } from '../assertion.ts';
import { compared, compareText, paybackText } from '../compare-text.ts';
import type { Session } from '../session.ts';
import { figuresOf } from '../summary.ts';
import { answer, replicationsOf, scenariosOf } from '../what-if.ts';

/** Holds scenarios against the first. */
export async function compare(session: Session): Promise<boolean> {
  const { command } = session;
  const whatIfs = scenariosOf(command, 'compare');
  const investment = positiveNumber(command, 'investment', 1e15);
  const hoursPerYear = positiveNumber(command, 'hours-per-year', 8784) ?? 6000;
  const last = whatIfs.at(-1)!;
  const assertions = (command.values.assert ?? []).map((text) => assertionOf(text, { whatIf: last }));
  const answered = await answer(session, whatIfs, replicationsOf(command));
  const by = compared(answered);
  if (investment !== undefined && by.margin === undefined)
    throw new UsageError('--investment needs "economics:" in the file of the line');
  session.say(`${compareText(answered, by)}\n`);
  if (investment !== undefined) session.say(`${paybackText(answered, by, investment, hoursPerYear)}\n`);
  session.json({
    seed: whatIfs[0]!.seed,
    durationS: whatIfs[0]!.durationS,
    replications: answered[0]!.results.length,
    scenarios: answered.map(({ whatIf, results }) => ({
      scenario: whatIf.line.scenario,
      figures: figuresOf(whatIf.configuration.economics, results),
    })),
    comparisons: by,
  });
  const checked = assertions.map((assertion) => check(assertion, answered.at(-1)!));
  for (const { said } of checked) session.say(`${said}\n`);
  return checked.every(({ holds }) => holds);
}
