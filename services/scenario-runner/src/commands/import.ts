import { stringify } from 'yaml';
import { textOf, UsageError } from '../arguments.ts';
import { importOriginal } from '../original-import.ts';
import { readOriginalProject } from '../original-project.ts';
import { writeFolder } from '../output-folder.ts';
import type { Session } from '../session.ts';

/** Turns a project of the original into our files, and says what could not be said in them. */
export function importProject(session: Session): boolean {
  const { command } = session;
  const folder = textOf(command, 'out');
  if (folder === undefined) throw new UsageError('import needs --out FOLDER for the files it makes');
  const { files, notes } = importOriginal(readOriginalProject(command.files[0]!));
  const texts = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, [stringify(file)]]));
  writeFolder(folder, texts, command.switches.has('force'));
  session.say(`  ${folder}: ${Object.keys(files).join('  ')}\n`);
  for (const note of notes) session.say(`  ! ${note}\n`);
  return true;
}
