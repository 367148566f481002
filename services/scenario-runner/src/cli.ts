import { join } from 'node:path';
import { replicate, runLine } from '@twin/line-engine';
import { faultText, FileFaults } from '@twin/service-host/yaml';
import { readArguments, usage, UsageError, type Command } from './arguments.ts';
import { compareText, type Compared } from './compare-text.ts';
import { resultFiles, writeResults } from './result-folder.ts';
import { runText } from './run-text.ts';
import { readQuestion, type Question } from './scenario-file.ts';
import { summaryJson } from './summary.ts';

/** Where a command writes: `out` is what was asked for, `err` what people should know beside it. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const exitCode = { ok: 0, failed: 1, badInput: 2 } as const;

/** Follows one command line; never throws, whatever it is given. Resolves to the exit code of the process. */
export function follow(given: readonly string[], streams: Streams): number {
  try {
    const command = readArguments(given);
    if (command.name === 'help') streams.out(usage);
    else if (command.name === 'run') run(command, streams);
    else compare(command, streams);
    return exitCode.ok;
  } catch (error) {
    if (error instanceof UsageError) streams.err(`scenario-runner: ${error.message}\n\n${usage}`);
    else if (error instanceof FileFaults) streams.err(`${faultText(error)}\n`);
    else {
      streams.err(`scenario-runner: ${error instanceof Error ? error.message : String(error)}\n`);
      return exitCode.failed;
    }
    return exitCode.badInput;
  }
}

function run(command: Command, streams: Streams): void {
  const question = asked(command, command.files[0]!);
  refuseEndless(question, 1);
  const result = runLine(question.line, {
    durationS: question.durationHours * 3600,
    seed: question.seed,
    record: { events: true, telemetryIntervalS: telemetryInterval(question.durationHours) },
  });
  const folder = join(command.out, folderName(result.scenario));
  writeResults(folder, result);
  const written = `  results  ${folder}: ${resultFiles.join('  ')}\n`;
  if (command.json) {
    streams.out(summaryJson(result));
    streams.err(written);
  } else streams.out(`${runText(question.line, result)}\n${written}`);
}

function compare(command: Command, streams: Streams): void {
  const questions = command.files.map((file) => asked(command, file));
  const [first] = questions;
  const { durationHours, seed } = first!;
  for (const question of questions) refuseEndless(question, command.replications);
  const scenarios = questions.map(({ line }): Compared => {
    const runs = replicate(line, { durationS: durationHours * 3600, seed, replications: command.replications });
    return { line, runs };
  });
  streams.out(`${compareText(scenarios)}\n`);
}

function asked(command: Command, file: string): Question {
  const question = readQuestion(file);
  return {
    ...question,
    seed: command.seed ?? question.seed,
    durationHours: command.durationHours ?? question.durationHours,
  };
}

/** Cycles of machines that are run without asking whether that was meant: hours of computing, gigabytes of events. */
const mostCycles = 1e9;

function refuseEndless({ line, durationHours }: Question, replications: number): void {
  const cycles = line.stations.reduce((sum, { uph }) => sum + uph, 0) * durationHours * replications;
  if (cycles > mostCycles)
    throw new UsageError(
      `${durationHours} h at these speeds may take ${cycles.toExponential(1)} machine cycles; more than ${mostCycles.toExponential(0)} are not run at once`,
    );
}

/** A row a second for a shift; for long runs as many rows as a month of minutes, so that memory stays bounded. */
function telemetryInterval(durationHours: number): number {
  return Math.max(1, Math.ceil((durationHours * 3600) / 100_000));
}

/** The name of a scenario as the name of a folder: never a way out of the folder of results. */
function folderName(scenario: string): string {
  return scenario.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^\.+/, '_');
}
