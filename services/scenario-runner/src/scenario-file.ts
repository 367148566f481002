import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import {
  ConfigurationError,
  nearest,
  resolveLine,
  scenarioSchema,
  type Baseline,
  type Fault,
  type ResolvedLine,
  type ScenarioInput,
  type TopologyInput,
} from '@twin/line-engine';
import { FileFaults, maxFileBytes, YamlSource, type FileFault } from '@twin/service-host/yaml';

/** A question read from files: the line it is about, and how long to run it from which seed. */
export interface Question {
  readonly line: ResolvedLine;
  readonly durationHours: number;
  readonly seed: number;
}

const lineKeys = ['line', 'topology', 'baseline'];
const scenarioKeys = ['line', ...Object.keys(scenarioSchema.shape)];

/**
 * Reads a scenario (`name`, `line: ./file.yaml`, overrides), a line (`line`, `topology`, `baseline`; asks for the
 * baseline itself), or one file that holds both. Throws `FileFaults` with every fault of every file.
 */
export function readQuestion(file: string): Question {
  const source = YamlSource.parse(file, readText(file));
  const top = mapping(source);
  const faults = unknownKeys(source, top, 'topology' in top ? [...lineKeys, ...scenarioKeys] : scenarioKeys);
  const lineSource = 'topology' in top ? source : readLine(source, top, faults);
  if (lineSource === undefined) throw new FileFaults(faults, new Map([[source.file, source.text]]));
  return settle(source, top, lineSource, faults);
}

function settle(source: YamlSource, top: Mapping, lineSource: YamlSource, faults: FileFault[]): Question {
  const texts = new Map([source, lineSource].map(({ file, text }) => [file, text]));
  const line = mapping(lineSource);
  if (lineSource !== source) faults.push(...unknownKeys(lineSource, line, lineKeys));
  const topology = { ...(line['topology'] as object), ...(typeof line['line'] === 'string' && { name: line['line'] }) };
  const { line: _line, topology: _topology, baseline: _baseline, ...asked } = top;
  const scenario: ScenarioInput = { name: 'baseline', ...asked };
  try {
    const resolved = resolveLine(topology as TopologyInput, (line['baseline'] ?? {}) as Baseline, scenario);
    if (faults.length > 0) throw new FileFaults(faults, texts);
    const { durationHours, seed } = scenarioSchema.parse(scenario);
    return { line: resolved, durationHours, seed };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const known = new Set(faults.map(({ file, path }) => `${file}:${path}`));
    const more = error.faults.map((fault) => placed(fault, source, lineSource));
    throw new FileFaults([...faults, ...more.filter(({ file, path }) => !known.has(`${file}:${path}`))], texts);
  }
}

/** The line file a scenario names, or undefined when it names none (which is a fault). */
function readLine(source: YamlSource, top: Mapping, faults: FileFault[]): YamlSource | undefined {
  const named = top['line'];
  if (typeof named !== 'string' || named === '') {
    const message =
      'line' in top ? 'must name the file of the line' : 'a scenario needs "line: ./file.yaml", the file of its line';
    faults.push({ file: source.file, place: source.place(['line'], false), path: 'line', message });
    return undefined;
  }
  const path = resolve(dirname(source.file), named);
  const shown = relative(process.cwd(), path).startsWith('..') ? path : join(dirname(source.file), named);
  try {
    return YamlSource.parse(shown, readText(shown));
  } catch (error) {
    if (!(error instanceof FileFaults) || error.texts.size > 0) throw error;
    faults.push({
      file: source.file,
      place: source.place(['line'], false),
      path: 'line',
      message: `${shown}: ${error.message}`,
    });
    return undefined;
  }
}

function readText(file: string): string {
  const fault = (message: string) => new FileFaults([{ file, path: '', message }], new Map());
  try {
    const status = statSync(file);
    if (status.isDirectory()) throw fault('is a folder, not a file');
    if (status.size > maxFileBytes) throw fault(`is larger than ${maxFileBytes} bytes`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof FileFaults) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw fault(code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? String(error)})`);
  }
}

type Mapping = Readonly<Record<string, unknown>>;

function mapping(source: YamlSource): Mapping {
  const { value } = source;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Mapping;
  const message = value === null ? 'is empty' : 'must be keys with values, like "name: …"';
  throw new FileFaults(
    [{ file: source.file, place: source.place([], false), path: '', message }],
    new Map([[source.file, source.text]]),
  );
}

function unknownKeys(source: YamlSource, top: Mapping, known: readonly string[]): FileFault[] {
  return Object.keys(top)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = nearest(key, known);
      const hint = meant === undefined ? `known: ${known.join(', ')}` : `did you mean "${meant}"?`;
      return {
        file: source.file,
        place: source.place([key], true),
        path: key,
        message: `unknown key "${key}"; ${hint}`,
      };
    });
}

/** A fault of the configuration, in the file that says it. */
function placed(fault: Fault, scenario: YamlSource, line: YamlSource): FileFault {
  const source = fault.source === 'scenario' ? scenario : line;
  const renamed = fault.source === 'topology' && fault.path[0] === 'name' ? ['line'] : [fault.source, ...fault.path];
  const path = fault.source === 'scenario' ? fault.path : renamed;
  return { file: source.file, place: source.place(path, fault.atKey), path: path.join('.'), message: fault.message };
}
