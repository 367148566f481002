import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parameterPaths, parameterValue } from '@twin/line-engine/experiment';
import { UsageError } from '../arguments.ts';
import { judges } from '../judge.ts';
import { readQuestion } from '../scenario-file.ts';
import type { Session } from '../session.ts';
import { table } from '../table.ts';
import { asked } from '../what-if.ts';
import { FileFaults } from '@twin/service-host/yaml';

/** The scenarios of a folder, or the parameters and figures of a file. */
export function list(session: Session): boolean {
  const path = session.command.files[0] ?? '.';
  if (!statSync(path, { throwIfNoEntry: false })) throw new UsageError(`${path}: there is no such file or folder`);
  if (statSync(path).isDirectory()) listFolder(session, path);
  else listFile(session, path);
  return true;
}

function listFolder(session: Session, folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted();
  if (files.length === 0) throw new UsageError(`${folder}: no .yaml files in it`);
  const found = files.map((name) => ({ file: join(folder, name), ...described(join(folder, name)) }));
  session.json(found);
  session.say(
    `${table(
      ['file', 'scenario', 'line', 'changes'],
      found.map(({ file, scenario, line, changes }) => [file, scenario, line, changes]),
    )}\n`,
  );
}

function described(file: string): { readonly scenario: string; readonly line: string; readonly changes: string } {
  try {
    const { line } = readQuestion(file);
    const changes = Object.keys(line.origins).filter((path) => line.origins[path] === 'scenario');
    return { scenario: line.scenario, line: line.name, changes: changes.join(' ') || 'nothing' };
  } catch (error) {
    if (!(error instanceof FileFaults)) throw error;
    const [fault] = error.faults;
    return { scenario: '–', line: '–', changes: `cannot be run: ${fault!.path} ${fault!.message}`.slice(0, 120) };
  }
}

function listFile(session: Session, file: string): void {
  const { line, configuration } = asked(session.command, file);
  const parameters = parameterPaths(line).flatMap((path) => {
    const value = parameterValue(line, path);
    return value === undefined ? [] : [{ path, value, origin: line.origins[path] ?? 'scenario' }];
  });
  const figures = judges(configuration.economics).map(({ name, unit, meaning }) => ({ name, unit, meaning }));
  session.json({ parameters, figures });
  const rows = parameters.map(({ path, value, origin }) => [path, JSON.stringify(value), origin]);
  session.say(`${table(['parameter', 'value', 'said by'], rows)}\n\n`);
  session.say(
    `${table(
      ['figure', 'unit', 'meaning'],
      figures.map(({ name, unit, meaning }) => [name, unit, meaning]),
    )}\n`,
  );
}
