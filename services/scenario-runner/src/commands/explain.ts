import { explain, type Explanation } from '@twin/line-engine/experiment';
import { percent, plain, whole } from '../numbers.ts';
import { finishedUnit } from '../run-text.ts';
import type { Session } from '../session.ts';
import { table } from '../table.ts';
import { asked, type WhatIf } from '../what-if.ts';

/** What a line implies before any run. */
export function explainLine(session: Session): boolean {
  const whatIf = asked(session.command, session.command.files[0]!);
  const explanation = explain(whatIf.line);
  session.say(`${explainText(whatIf, explanation)}\n`);
  session.json(explanation);
  return true;
}

function explainText({ line, durationS }: WhatIf, explanation: Explanation): string {
  const { stations, slowest, pacingStation, atMostPerHour, oddities } = explanation;
  const unit = finishedUnit(line);
  const rows = stations.map(({ station, workS, breakdownS, jamS, cyclesPerHour, unitsPerHour }) => {
    const cycleS = workS + breakdownS + jamS;
    const share = (seconds: number) => (seconds > 0 ? `${percent(seconds / cycleS)} %` : '–');
    return [station, plain(workS), share(breakdownS), share(jamS), whole(cyclesPerHour), plain(unitsPerHour)];
  });
  const hours = durationS / 3600;
  const odd = oddities.map(({ station, message }) => `  ! ${station}: ${message}`);
  return [
    `${line.name} · ${line.scenario} · before any run, from closed forms`,
    '',
    table(['station alone', 'cycle s', 'breakdowns', 'jams', 'cycles/h', `${unit}/h`], rows),
    '',
    `  At most ${plain(atMostPerHour)} ${unit} an hour, ${plain(atMostPerHour * hours)} in ${plain(hours)} h: ${slowest} alone is the slowest with its stops; ${pacingStation} without them.`,
    '',
    ...(odd.length > 0 ? ['  What may not be meant:', ...odd] : ['  Nothing looks odd.']),
  ].join('\n');
}
