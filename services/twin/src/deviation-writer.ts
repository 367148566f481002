import { encodeAnomalyEvent, encodeDeviation, subjects, type Deviation, type LikelyCause } from '@twin/codecs';
import type { Diagnosis, Output, PlantModel } from '@twin/reactor-twin';
import type { AssetTwin, KnownSensor } from './asset-twin.ts';
import type { Said } from './said.ts';

/** All that is remembered of deviations, as plain data. */
export interface DeviationMemory {
  readonly standing: readonly (readonly [string, Deviation])[];
  readonly lastOf: readonly (readonly [string, LastReading])[];
}

interface LastReading {
  readonly actual: number;
  readonly predicted: number;
}

type DeviationOutput = Extract<Output, { kind: 'deviation' }>;
type DiagnosisOutput = Extract<Output, { kind: 'diagnosis' }>;

/** Deviations as messages; each keeps its name until it is cleared, and its causes become clear meanwhile. */
export class DeviationWriter {
  private readonly twin: AssetTwin;
  private readonly bySignal: ReadonlyMap<string, KnownSensor>;
  private readonly standing = new Map<string, Deviation>();
  private readonly lastOf = new Map<string, { actual: number; predicted: number }>();

  constructor(twin: AssetTwin) {
    this.twin = twin;
    this.bySignal = new Map([...twin.sensors.values()].map((sensor) => [sensor.signal, sensor]));
  }

  get memory(): DeviationMemory {
    return { standing: [...this.standing], lastOf: [...this.lastOf].map(([sensor, last]) => [sensor, { ...last }]) };
  }

  set memory({ standing, lastOf }: DeviationMemory) {
    for (const [key, record] of standing) this.standing.set(key, record);
    for (const [sensor, last] of lastOf) this.lastOf.set(sensor, { ...last });
  }

  /** The reading a deviation of this sensor would speak of. */
  read(sensor: string, actual: number, predicted: number): void {
    const last = this.lastOf.get(sensor);
    if (last === undefined) this.lastOf.set(sensor, { actual, predicted });
    else {
      last.actual = actual;
      last.predicted = predicted;
    }
  }

  deviation({ sensor, timeMs, deviation }: DeviationOutput, said: Said): void {
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
      statistic: deviation.statistic,
      limit: deviation.limit,
      chart: deviation.chart,
      beganAtMs: before?.beganAtMs ?? timeMs,
      detectedAtMs: before?.detectedAtMs ?? timeMs,
      causes: before?.causes ?? [],
      indistinguishable: before?.indistinguishable ?? false,
      settledBy: before?.settledBy ?? [],
    };
    if (isCleared) this.standing.delete(key);
    else this.standing.set(key, record);
    sayDeviation(record, said);
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
  diagnosis({ sensor, timeMs, diagnosis }: DiagnosisOutput, said: Said): void {
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
      sayDeviation(next, said);
    }
  }
}

function sayDeviation(record: Deviation, said: Said): void {
  said.deviations.push(record);
  said.publications.push({ subject: subjects.deviation(record.asset), payload: encodeDeviation(record) });
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
