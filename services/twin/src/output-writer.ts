import {
  encodeAnomalyEvent,
  encodeDeviation,
  encodeSensorData,
  subjects,
  type Deviation,
  type LikelyCause,
} from '@twin/codecs';
import type { Diagnosis, Output, PlantModel, Prediction } from '@twin/reactor-twin';
import type { AssetTwin, KnownSensor } from './asset-twin.ts';
import { differenceFromModel, fromModel, units } from './units.ts';

export interface Publication {
  readonly subject: string;
  readonly payload: Uint8Array;
}

/** One prediction as the page draws it, in the units of the sensors. */
export interface Point {
  readonly timeMs: number;
  readonly measured: number;
  readonly predicted: number;
  readonly predictedStd: number;
  readonly ideal: number;
  readonly concentration: number;
  readonly quality: 0 | 1;
  /** Inputs the model used, in its units. */
  readonly inputs: Readonly<Record<string, number>>;
}

/** All that follows from one message. */
export interface Said {
  readonly publications: Publication[];
  readonly points: Point[];
  readonly deviations: Deviation[];
}

/** All a writer remembers, as plain data. */
export interface WriterMemory {
  readonly standing: readonly (readonly [string, Deviation])[];
  readonly lastOf: readonly (readonly [string, LastReading])[];
}

interface LastReading {
  readonly actual: number;
  readonly predicted: number;
}

type Word = 'predicted' | 'estimated' | 'residual' | 'ideal';
type DeviationOutput = Extract<Output, { kind: 'deviation' }>;
type DiagnosisOutput = Extract<Output, { kind: 'diagnosis' }>;

/** Where the concentration is said, whether or not a sensor sees it. */
const CONCENTRATION = 'concentration';

/** What a session says, as messages: subjects, units, quality, and deviations that keep their name until they are cleared. */
export class OutputWriter {
  private readonly twin: AssetTwin;
  private readonly temperature: KnownSensor;
  private readonly bySignal: ReadonlyMap<string, KnownSensor>;
  private readonly concentrationUnit;
  private readonly stampMs: (timeMs: number) => number;
  private readonly temperatureSubjects: Readonly<Record<Word, string>>;
  private readonly concentrationSubjects: Readonly<Record<'predicted' | 'estimated', string>>;
  private readonly standing = new Map<string, Deviation>();
  private readonly lastOf = new Map<string, LastReading>();

  /** `stampMs`: what outputs bear for a reading of that time; the same time unless told. */
  constructor(twin: AssetTwin, stampMs: (timeMs: number) => number = (timeMs) => timeMs) {
    this.twin = twin;
    this.stampMs = stampMs;
    this.bySignal = new Map([...twin.sensors.values()].map((sensor) => [sensor.signal, sensor]));
    this.temperature = this.bySignal.get('T')!;
    this.concentrationUnit = this.bySignal.get('Ca')?.unit ?? units['mol/L'];
    const concentrationTag = this.bySignal.get('Ca')?.tag ?? CONCENTRATION;
    const of = (tag: string, output: Word) => subjects.output(twin.prefix, tag, output);
    this.temperatureSubjects = {
      predicted: of(this.temperature.tag, 'predicted'),
      estimated: of(this.temperature.tag, 'estimated'),
      residual: of(this.temperature.tag, 'residual'),
      ideal: of(this.temperature.tag, 'ideal'),
    };
    this.concentrationSubjects = {
      predicted: of(concentrationTag, 'predicted'),
      estimated: of(concentrationTag, 'estimated'),
    };
  }

  get memory(): WriterMemory {
    return { standing: [...this.standing], lastOf: [...this.lastOf] };
  }

  set memory({ standing, lastOf }: WriterMemory) {
    for (const [key, record] of standing) this.standing.set(key, record);
    for (const [sensor, last] of lastOf) this.lastOf.set(sensor, last);
  }

  write(outputs: readonly Output[]): Said {
    const said: Said = { publications: [], points: [], deviations: [] };
    for (const output of outputs)
      if (output.kind === 'prediction') this.prediction(output, outputs, said);
      else if (output.kind === 'deviation') this.deviation(output, said);
      else if (output.kind === 'diagnosis') this.diagnosis(output, said);
    return said;
  }

  private prediction(output: Prediction, outputs: readonly Output[], said: Said): void {
    const { twin, temperature, concentrationUnit } = this;
    const { unit } = temperature;
    const quality = twin.qualityOf(output, outputs);
    const expected = twin.expected(output, outputs);
    const { temperatureSubjects: T, concentrationSubjects: Ca } = this;
    const wanted = twin.config.outputs;
    const timestampMs = this.stampMs(output.timeMs);
    const say = (subject: string, value: number): void => {
      said.publications.push({
        subject,
        payload: encodeSensorData({ sensorId: subject, value, timestampMs, quality }),
      });
      twin.counts.published++;
    };
    const predicted = fromModel(unit, output.predicted);
    if (wanted.includes('predicted')) {
      say(T.predicted, predicted);
      say(Ca.predicted, fromModel(concentrationUnit, expected['Ca']!));
    }
    if (wanted.includes('estimated')) {
      say(T.estimated, fromModel(unit, output.estimate['T']!));
      say(Ca.estimated, fromModel(concentrationUnit, output.estimate['Ca']!));
    }
    if (wanted.includes('residual')) say(T.residual, differenceFromModel(unit, output.residual));
    if (wanted.includes('ideal')) say(T.ideal, fromModel(unit, output.ideal));
    const measured = fromModel(unit, output.measured);
    this.lastOf.set(output.sensor, { actual: measured, predicted });
    said.points.push({
      timeMs: output.timeMs,
      measured,
      predicted,
      predictedStd: differenceFromModel(unit, output.predictedStd),
      ideal: fromModel(unit, output.ideal),
      concentration: fromModel(concentrationUnit, output.estimate['Ca']!),
      quality,
      inputs: twin.inputs,
    });
  }

  private deviation({ sensor, timeMs, deviation }: DeviationOutput, said: Said): void {
    const { prefix } = this.twin;
    const known = this.bySignal.get(sensor)!;
    const key = `${sensor} ${deviation.kind}`;
    const sensorId = subjects.sensor(prefix, known.tag);
    const { actual, predicted } = this.lastOf.get(sensor) ?? { actual: 0, predicted: 0 };
    const before = this.standing.get(key);
    const isCleared = deviation.change === 'cleared';
    const record: Deviation = {
      deviationId: before?.deviationId ?? `${sensorId}-${deviation.kind}-${timeMs}`,
      asset: prefix,
      sensorId,
      state: isCleared ? 'cleared' : 'raised',
      kind: deviation.kind,
      severity: deviation.severity,
      actual,
      predicted,
      unit: known.unitName,
      statistic: deviation.meanShift,
      limit: 0,
      beganAtMs: before?.beganAtMs ?? timeMs,
      detectedAtMs: before?.detectedAtMs ?? timeMs,
      causes: before?.causes ?? [],
      indistinguishable: before?.indistinguishable ?? false,
      settledBy: before?.settledBy ?? [],
    };
    if (isCleared) this.standing.delete(key);
    else this.standing.set(key, record);
    this.sayDeviation(record, said);
    if (isCleared) return;
    const event = {
      sourceTag: sensorId,
      actual,
      predicted,
      residual: actual - predicted,
      timestampMs: timeMs,
      severity: deviation.severity.toUpperCase(),
    };
    said.publications.push({ subject: subjects.anomaly, payload: encodeAnomalyEvent(event) });
  }

  /** What is thought to lie behind the deviations of a sensor that stand. */
  private diagnosis({ sensor, timeMs, diagnosis }: DiagnosisOutput, said: Said): void {
    const { indistinguishable, settledBy } = diagnosis;
    const causes = diagnosis.causes.filter((cause) => isPossible(this.twin.model, cause));
    for (const [key, record] of this.standing) {
      if (!key.startsWith(`${sensor} `) || (record.kind !== 'shift' && record.kind !== 'drift')) continue;
      const first = causes[0];
      const next: Deviation = {
        ...record,
        beganAtMs: first === undefined ? record.beganAtMs : Math.max(1, Math.round(timeMs - first.minutesAgo * 60_000)),
        causes: causes.map(({ cause, explained, size, unit }): LikelyCause => ({
          name: cause,
          explainedShare: explained,
          magnitude: size,
          unit,
        })),
        indistinguishable: indistinguishable.length !== 1,
        settledBy: settledBy.map(({ measurement }) => measurement),
      };
      this.standing.set(key, next);
      this.sayDeviation(next, said);
    }
  }

  private sayDeviation(record: Deviation, said: Said): void {
    said.deviations.push(record);
    said.publications.push({ subject: subjects.deviation(record.asset), payload: encodeDeviation(record) });
  }
}

/** A fit to a few readings may ask for more than the quantity can be: that is no answer yet. */
function isPossible(
  { faults = [], inputs, sensors }: PlantModel,
  { cause, size }: Diagnosis['causes'][number],
): boolean {
  const fault = faults.find((one) => one.cause === cause);
  const input = inputs.find(({ name }) => name === fault?.changes);
  if (input !== undefined) return Math.abs(size) <= input.max - input.min;
  if (fault !== undefined) return fault.sign >= 0 || size >= -1;
  return Math.abs(size) <= Math.max(...sensors.map(({ min, max }) => max - min));
}
