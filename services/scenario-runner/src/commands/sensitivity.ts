import { nudges, sensitivities } from '@twin/line-engine/experiment';
import { positiveNumber, textOf } from '../arguments.ts';
import { judge } from '../judge.ts';
import { plain, signed } from '../numbers.ts';
import type { Session } from '../session.ts';
import { table } from '../table.ts';
import { answer, asked, changed, replicationsOf, type WhatIf } from '../what-if.ts';

/** What one percent of each parameter is worth. */
export async function sensitivity(session: Session): Promise<boolean> {
  const { command } = session;
  const base = asked(command, command.files[0]!);
  const figure = judge(textOf(command, 'maximise') ?? 'pacingGoodOut', base.configuration.economics);
  const moves = nudges(base.line, positiveNumber(command, 'percent', 100) ?? 10);
  const moved = moves.map(({ path, changed: value }): WhatIf => {
    return { ...base, ...changed(base.configuration, base.line, { [path]: value }) };
  });
  const [now, ...others] = await answer(session, [base, ...moved], replicationsOf(command));
  const values = ({ results }: NonNullable<typeof now>) => results.map(figure.of);
  const found = sensitivities(moves, values(now!), others.map(values));
  session.json({ figure: figure.name, unit: figure.unit, sensitivities: found });
  const rows = found.map(({ path, value, changed: to, perPercent }) => {
    const { mean, halfWidth } = perPercent;
    const shown = Math.abs(mean) > halfWidth ? (mean > 0 ? 'more is better' : 'less is better') : 'no effect shown';
    return [path, plain(value), plain(to), signed(perPercent), shown];
  });
  const { line, seed } = base;
  session.say(
    `${line.name} · ${line.scenario} · worth of one percent more, in ${figure.name} (${figure.unit || 'share'}) · ${now!.results.length} replications · seed ${seed}\n\n${table(['parameter', 'now', 'moved to', 'per percent', ''], rows)}\n\n  Paired; the intervals hold all at once. Each parameter was moved as shown and the effect divided by the percent moved.\n`,
  );
  return true;
}
