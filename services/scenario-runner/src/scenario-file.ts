import { dirname, join, relative, resolve } from 'node:path';
import {
  ConfigurationError,
  nearest,
  resolveLine,
  scenarioSchema,
  type Baseline,
  type Economics,
  type Fault,
  type ResolvedLine,
  type ScenarioInput,
  type TopologyInput,
} from '@twin/line-engine';
import { optimiseSchema, sweepSchema, type OptimiseInput, type Sweep } from '@twin/line-engine/experiment';
import { economicsOf, study } from './study-keys.ts';
import { FileFaults, readText, YamlSource, type FileFault } from '@twin/service-host/yaml';

/** A question read from files, as plain data: enough to ask it again. */
export interface Configuration {
  readonly topology: TopologyInput;
  readonly baseline: Baseline;
  readonly scenario: ScenarioInput;
  readonly economics?: Economics | undefined;
}

/** A question: the line it is about, how long to run it from which seed, and what else its file asks. */
export interface Question {
  readonly configuration: Configuration;
  readonly line: ResolvedLine;
  readonly durationHours: number;
  readonly seed: number;
  readonly sweep?: Sweep | undefined;
  readonly optimise?: OptimiseInput | undefined;
}

const lineKeys = ['line', 'topology', 'baseline', 'economics'];
const studyKeys = ['economics', 'sweep', 'optimise'];
const scenarioKeys = ['line', ...Object.keys(scenarioSchema.shape), ...studyKeys];

/**
 * Reads a scenario (`name`, `line: ./file.yaml`, overrides), a line (`line`, `topology`, `baseline`; asks for the
 * baseline itself), or one file that holds both. Throws `FileFaults` with every fault of every file.
 */
export function readQuestion(file: string): Question {
  const source = YamlSource.parse(file, readText(file));
  const top = mapping(source);
  const faults = unknownKeys(
    source,
    top,
    'topology' in top ? [...new Set([...lineKeys, ...scenarioKeys])] : scenarioKeys,
  );
  const lineSource = 'topology' in top ? source : readLine(source, top, faults);
  if (lineSource === undefined) throw new FileFaults(faults, new Map([[source.file, source.text]]));
  return settle(source, top, lineSource, faults);
}

function settle(source: YamlSource, top: Mapping, lineSource: YamlSource, faults: FileFault[]): Question {
  const texts = new Map([source, lineSource].map(({ file, text }) => [file, text]));
  const line = mapping(lineSource);
  if (lineSource !== source) faults.push(...unknownKeys(lineSource, line, lineKeys));
  const topology = { ...(line['topology'] as object), ...(typeof line['line'] === 'string' && { name: line['line'] }) };
  const {
    line: _line,
    topology: _topology,
    baseline: _baseline,
    economics: _economics,
    sweep,
    optimise,
    ...asked
  } = top;
  const scenario: ScenarioInput = { name: 'baseline', ...asked };
  const baseline = (line['baseline'] ?? {}) as Baseline;
  const studied = {
    sweep: study(source, 'sweep', sweepSchema, sweep, faults),
    optimise:
      study(source, 'optimise', optimiseSchema, optimise, faults) === undefined
        ? undefined
        : (optimise as OptimiseInput),
  };
  try {
    const resolved = resolveLine(topology as TopologyInput, baseline, scenario);
    const economics = economicsOf(
      resolved,
      { source, value: top['economics'] },
      { source: lineSource, value: line['economics'] },
      faults,
    );
    if (faults.length > 0) throw new FileFaults(faults, texts);
    const { durationHours, seed } = scenarioSchema.parse(scenario);
    const configuration = { topology: topology as TopologyInput, baseline, scenario, economics };
    return { configuration, line: resolved, durationHours, seed, ...studied };
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
