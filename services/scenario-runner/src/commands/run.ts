import { join } from 'node:path';
import { positiveNumber, textOf, UsageError } from '../arguments.ts';
import { assertionOf, check } from '../assertion.ts';
import { refuseExisting, writeFolder } from '../output-folder.ts';
import { mostRecordedCycles } from '../recorded-run.ts';
import { cyclesOf } from '../replication-pool.ts';
import { runFiles, withManifest } from '../run-files.ts';
import { runText } from '../run-text.ts';
import type { Session } from '../session.ts';
import { summaryOf } from '../summary.ts';
import { answer, answerUntil, asked, replicationsOf, type Answered, type WhatIf } from '../what-if.ts';

/** Runs one what-if and leaves a result folder. True when all that was asserted holds. */
export async function run(session: Session): Promise<boolean> {
  const { command } = session;
  const whatIf = asked(command, command.files[0]!);
  const assertions = (command.values.assert ?? []).map((text) => assertionOf(text, { whatIf }));
  const demand = positiveNumber(command, 'demand', 1e12);
  const folder = join(textOf(command, 'out') ?? 'out', folderName(whatIf.line.scenario));
  const force = command.switches.has('force');
  refuseExisting(folder, force);
  refuseUnrecordable(whatIf);
  const answered = await replicated(session, whatIf);
  const files = withManifest(answered, runFiles(answered));
  writeFolder(folder, files, force);
  session.say(runText(answered, demand));
  session.json(summaryOf(answered));
  session.say(`\n  results  ${folder}: ${Object.keys(files).join('  ')}\n`);
  const checked = assertions.map((assertion) => check(assertion, answered));
  for (const { said } of checked) session.say(`${said}\n`);
  return checked.every(({ holds }) => holds);
}

async function replicated(session: Session, whatIf: WhatIf): Promise<Answered> {
  const until = textOf(session.command, 'until');
  if (until !== undefined) return answerUntil(session, whatIf, until, true);
  const [answered] = await answer(session, [whatIf], replicationsOf(session.command), true);
  return answered!;
}

function refuseUnrecordable({ line, ...task }: WhatIf): void {
  const cycles = cyclesOf(line, task);
  if (cycles > mostRecordedCycles)
    throw new UsageError(
      `${task.durationS / 3600} h at these speeds may take ${cycles.toExponential(1)} machine cycles; more than ${mostRecordedCycles.toExponential(0)} are not written down`,
    );
}

/** The name of a scenario as the name of a folder: never a way out of the folder of results. */
export function folderName(scenario: string): string {
  return scenario.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^\.+/, '_');
}
