import { stringify } from 'yaml';
import {
  calibrate,
  StopLogError,
  type Fit,
  type IntervalEstimate,
  type StationCalibration,
} from '@twin/line-engine/experiment';
import { textOf, UsageError, type Command, type OptionName } from '../arguments.ts';
import { plain } from '../numbers.ts';
import { readQuestion } from '../scenario-file.ts';
import type { Session } from '../session.ts';
import { readStops, shown, timeOf } from '../stop-log-file.ts';
import { table } from '../table.ts';

/** Parameters of stations out of a stop log. */
export function calibrateStops(session: Session): boolean {
  const { command } = session;
  const file = command.files[0]!;
  const stops = readStops(file);
  const lineFile = textOf(command, 'line');
  const stations = lineFile === undefined ? [] : readQuestion(lineFile).line.stations;
  const uph = Object.fromEntries(stations.map((station) => [station.name, station.uph]));
  const found = calibrated(file, () =>
    calibrate(stops, { uph, fromS: time(command, 'from'), toS: time(command, 'to') }),
  );
  session.json(found);
  session.say(`${calibrationText(found)}\n`);
  return true;
}

function calibrated(file: string, action: () => StationCalibration[]): StationCalibration[] {
  try {
    return action();
  } catch (error) {
    if (error instanceof StopLogError)
      throw new UsageError(shown(error.faults.map(({ stop, message }) => `${file}: stop ${stop + 1} ${message}`)));
    if (error instanceof RangeError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

function time(command: Command, name: OptionName): number | undefined {
  const text = textOf(command, name);
  if (text === undefined) return undefined;
  const value = timeOf(text);
  if (value === undefined) throw new UsageError(`--${name} must be seconds or ISO 8601 with a zone, is "${text}"`);
  return value;
}

function calibrationText(found: readonly StationCalibration[]): string {
  const rows = found.map((one) => [
    one.station,
    plain(one.operatingS / 3600),
    String(one.failures),
    one.mtbfMin === undefined ? `> ${plain(one.mtbfAtLeastMin!)}` : interval(one.mtbfMin),
    interval(one.mttrMin),
    String(one.jams),
    interval(one.jamProb ?? one.jamsPerHour) + (one.jamProb === undefined ? ' /h' : ' /cycle'),
    interval(one.jamTimeSec),
  ]);
  const header = [
    'station',
    'hours at work',
    'breakdowns',
    'MTBF min (95 % CI)',
    'MTTR min',
    'jams',
    'jam rate',
    'jam s',
  ];
  const laws = found.flatMap(({ station, repairLaws }) =>
    repairLaws.map(({ law, pValue, aic }) => [
      station,
      JSON.stringify(shortLaw(law)),
      plain(aic),
      pValue < 0.05 ? `${plain(pValue)}: doubtful` : plain(pValue),
    ]),
  );
  const fitted = laws.length === 0 ? [] : ['', table(['repair times, best law first', 'law', 'AIC', 'p (fit)'], laws)];
  return [
    table(header, rows),
    ...fitted,
    '',
    '  For the baseline of a line:',
    '',
    indented(stringify({ baseline: baselineOf(found) })),
  ].join('\n');
}

function interval(estimate: IntervalEstimate | undefined): string {
  return estimate === undefined ? '–' : `${plain(estimate.value)} (${plain(estimate.low)} … ${plain(estimate.high)})`;
}

function baselineOf(found: readonly StationCalibration[]): object {
  const entries = found.map(({ station, mtbfMin, mttrMin, repairLaws, jamProb, jamTimeSec }) => {
    const law = repairLaws[0]?.law;
    const isExponential = law === undefined || (typeof law === 'object' && law.kind === 'exponential');
    const repair = isExponential
      ? { mttrMin: short(mttrMin?.value) }
      : { repairTimeMin: law === undefined ? undefined : shortLaw(law) };
    const reliability = mtbfMin === undefined ? { mtbfMin: null } : { mtbfMin: short(mtbfMin.value), ...repair };
    const performance =
      jamProb === undefined || jamTimeSec === undefined
        ? undefined
        : { jamProb: short(jamProb.value), jamTimeSec: short(jamTimeSec.value) };
    return [station, { reliability, ...(performance !== undefined && { performance }) }];
  });
  return Object.fromEntries(entries) as object;
}

/** A law with as many digits as anyone would write. */
function shortLaw(law: Fit['law']): Fit['law'] {
  if (typeof law === 'number') return Number(law.toPrecision(4));
  const entries = Object.entries(law).map(([key, value]) => [key, typeof value === 'number' ? short(value) : value]);
  return Object.fromEntries(entries) as Fit['law'];
}

function short(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(4));
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
