import { ConfigurationError } from '@twin/line-engine';
import { faultText, FileFaults } from '@twin/service-host/yaml';
import { readArguments, usage, UsageError, type CommandName } from './arguments.ts';
import { calibrateStops } from './commands/calibrate.ts';
import { compare } from './commands/compare.ts';
import { explainLine } from './commands/explain.ts';
import { importProject } from './commands/import.ts';
import { list } from './commands/list.ts';
import { optimiseLine } from './commands/optimise.ts';
import { report } from './commands/report.ts';
import { replay } from './commands/replay.ts';
import { run } from './commands/run.ts';
import { schema } from './commands/schema.ts';
import { sensitivity } from './commands/sensitivity.ts';
import { sweep } from './commands/sweep.ts';
import { Session, type Streams } from './session.ts';

const exitCode = { ok: 0, failed: 1, badInput: 2, missed: 3, interrupted: 130 } as const;

/** What a command says of itself when it is over: whether what was asserted held. */
type Follow = (session: Session) => boolean | Promise<boolean>;

const commands: Readonly<Record<CommandName, Follow>> = {
  run,
  compare,
  sweep,
  optimise: optimiseLine,
  sensitivity,
  explain: explainLine,
  list,
  calibrate: calibrateStops,
  replay,
  report,
  import: importProject,
  schema,
  help: ({ command, streams }) => {
    streams.out(usage(command.files[0]));
    return true;
  },
};

/** Follows one command line; never throws, whatever it is given. Resolves to the exit code of the process. */
export async function follow(given: readonly string[], streams: Streams): Promise<number> {
  let session: Session | undefined;
  try {
    session = new Session(readArguments(given), streams);
    const held = await commands[session.command.name](session);
    if (session.isInterrupted) return exitCode.interrupted;
    return held ? exitCode.ok : exitCode.missed;
  } catch (error) {
    if (session?.isInterrupted === true) {
      streams.err(`scenario-runner: ${messageOf(error)}\n`);
      return exitCode.interrupted;
    }
    return complain(error, session, streams);
  } finally {
    await session?.close();
  }
}

function complain(error: unknown, session: Session | undefined, streams: Streams): number {
  if (error instanceof UsageError) {
    const help = session === undefined ? '' : `; scenario-runner help ${session.command.name} tells its options`;
    streams.err(`scenario-runner: ${error.message}${help}\n${session === undefined ? `\n${usage()}` : ''}`);
  } else if (error instanceof FileFaults) streams.err(`${faultText(error)}\n`);
  else if (error instanceof ConfigurationError)
    streams.err(
      `${error.faults.map(({ path, message }) => `scenario-runner: ${path.join('.')} ${message}`).join('\n')}\n`,
    );
  else {
    streams.err(`scenario-runner: ${messageOf(error)}\n`);
    return exitCode.failed;
  }
  return exitCode.badInput;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
