import { decodeSensorData, inspectSensorData, type DecodeError, type TwinCounts } from '@twin/codecs';
import {
  jacketedCstr,
  TwinSession,
  type Checkpoint,
  type Measurement,
  type Output,
  type PlantModel,
  type Prediction,
} from '@twin/reactor-twin';
import { sessionOptions, type AssetConfig } from './config-schema.ts';
import { toModel, units, type Unit, type UnitName } from './units.ts';

/** A sensor as the twin of one asset knows it. */
export interface KnownSensor {
  readonly tag: string;
  readonly signal: string;
  readonly unit: Unit;
  readonly unitName: UnitName;
  readonly min: number;
  readonly max: number;
}

/** One message as it comes from a bus or a recording. */
export interface Arrival {
  readonly payload: Uint8Array;
  readonly sequence: number;
  /** When the broker had it, Unix ms. */
  readonly storedAtMs: number;
}

/** What one message brought forth. */
export type Answer =
  | { readonly kind: 'malformed'; readonly code: string; readonly reason: string }
  | { readonly kind: 'quarantined'; readonly reason: string }
  | { readonly kind: 'crashed'; readonly reason: string }
  | { readonly kind: 'taken'; readonly outputs: readonly Output[] };

/** All a twin remembers, as plain data that survives JSON. */
export interface TwinMemory {
  readonly session: Checkpoint;
  readonly firstReadings: number;
  readonly inputs: Readonly<Record<string, number>>;
  readonly counts: TwinCounts;
  readonly lastSequence: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const quarantined = (reason: string): Answer => ({ kind: 'quarantined', reason });

/** The twin of one asset: bytes in, what follows from them out. It knows no bus and no clock; the same messages give the same answers. */
export class AssetTwin {
  readonly prefix: string;
  readonly config: AssetConfig;
  readonly model: PlantModel;
  readonly sensors: ReadonlyMap<string, KnownSensor>;
  readonly counts: Mutable<TwinCounts> = {
    accepted: 0,
    late: 0,
    duplicate: 0,
    quarantined: 0,
    malformed: 0,
    dropped: 0,
    published: 0,
  };
  /** The inputs as accepted last, in the model's units; another object whenever one changes. */
  inputs: Readonly<Record<string, number>>;
  readonly modelHash: string;
  lastSequence = 0;
  private session: TwinSession;
  private readonly stampsArrival: boolean;
  /**
   * Readings until the first warm-up is over, during which the model rests where it should; −1: something was lost since. Below −1: −1 less the
   * readings that are uncertain because one before them crashed.
   */
  private firstReadings: number;

  constructor(prefix: string, config: AssetConfig, options: { readonly stampsArrival?: boolean } = {}) {
    this.prefix = prefix;
    this.config = config;
    this.model = jacketedCstr(config.parameters);
    this.session = new TwinSession(this.model, sessionOptions(config));
    this.inputs = { ...config.inputs };
    this.stampsArrival = options.stampsArrival ?? false;
    this.firstReadings = config.limits.warmUpReadings;
    this.modelHash = this.session.checkpoint().fingerprint;
    this.sensors = new Map(
      Object.entries(config.sensors).map(([tag, sensor]) => [tag, knownSensor(this.model, tag, sensor)]),
    );
  }

  /** Plant time of the estimate, Unix ms; 0 before the first reading. */
  get timeMs(): number {
    return this.session.timeMs;
  }

  /** Takes the message of one sensor. Whatever the bytes are, it does not throw. */
  take(tag: string, { payload, sequence, storedAtMs }: Arrival): Answer {
    this.lastSequence = sequence;
    const sensor = this.sensors.get(tag);
    if (sensor === undefined) return this.quarantine('unknown-tag');
    const read = this.read(payload, storedAtMs);
    if ('kind' in read) return read;
    const { value, timeMs } = read;
    // A reading that is out of range in its own unit is out of range in any.
    if (value < sensor.min || value > sensor.max) return this.quarantine('out-of-range');
    const { signal } = sensor;
    const measurement: Measurement = {
      signal,
      value: toModel(sensor.unit, value),
      timeMs,
      sequence,
      storedAtMs,
      quality: 'good',
    };
    const outputs = this.session.accept(measurement);
    const refusal = outputs.find((output) => output.kind === 'refused' && output.measurement === measurement);
    if (refusal?.kind === 'refused') return this.refused(refusal.reason);
    this.counts.accepted++;
    if (signal in this.config.inputs) this.inputs = { ...this.inputs, [signal]: measurement.value };
    return { kind: 'taken', outputs };
  }

  /**
   * After a message on which the model crashed: goes on from the state it had, or, if that is no state any more, from where the plant should rest. The
   * next predictions are uncertain. What follows depends on the messages alone, here too.
   */
  recover(): void {
    const options = sessionOptions(this.config);
    try {
      this.session = TwinSession.restore(this.model, options, this.session.checkpoint());
    } catch {
      this.session = new TwinSession(this.model, options);
    }
    this.firstReadings = -1 - Math.max(1, this.config.limits.warmUpReadings);
    this.counts.quarantined++;
  }

  /** 1 where a prediction may be acted on. At the very start the model rests where the plant should: that counts as good. */
  qualityOf({ quality }: Prediction, outputs: readonly Output[]): 0 | 1 {
    if (outputs.length > 1 && outputs.some(isNewQuality)) this.firstReadings = Math.min(-1, this.firstReadings);
    if (this.firstReadings > 0) {
      this.firstReadings--;
      return 1;
    }
    if (this.firstReadings < -1) {
      this.firstReadings++;
      return 0;
    }
    return quality === 'good' ? 1 : 0;
  }

  get memory(): TwinMemory {
    const { session, firstReadings, inputs, counts, lastSequence } = this;
    return {
      session: session.checkpoint(),
      firstReadings,
      inputs,
      counts: { ...counts },
      lastSequence,
    };
  }

  /** Goes on from there, bit for bit. Throws `InvalidCheckpoint` for what belongs to another model or other options. */
  set memory(memory: TwinMemory) {
    this.session = TwinSession.restore(this.model, sessionOptions(this.config), memory.session);
    this.firstReadings = memory.firstReadings;
    this.inputs = memory.inputs;
    Object.assign(this.counts, memory.counts);
    this.lastSequence = memory.lastSequence;
  }

  private read(payload: Uint8Array, storedAtMs: number): Answer | { readonly value: number; readonly timeMs: number } {
    let data;
    try {
      data = decodeSensorData(payload);
    } catch (error) {
      this.counts.malformed++;
      const { code, message } = error as DecodeError;
      return { kind: 'malformed', code, reason: message };
    }
    const isUnstamped = this.stampsArrival && data.timestampMs === 0;
    const timestampMs = isUnstamped ? Math.trunc(storedAtMs) : data.timestampMs;
    const [flag] = inspectSensorData(isUnstamped ? { ...data, timestampMs } : data);
    if (flag !== undefined) return this.quarantine(flag);
    if (data.quality !== 1) return this.quarantine('quality');
    return { value: data.value, timeMs: timestampMs };
  }

  private refused(reason: string): Answer {
    if (reason === 'late') this.counts.late++;
    else if (reason === 'duplicate') this.counts.duplicate++;
    else this.counts.quarantined++;
    return quarantined(reason);
  }

  private quarantine(reason: string): Answer {
    this.counts.quarantined++;
    return quarantined(reason);
  }
}

function isNewQuality(output: Output): boolean {
  return output.kind === 'gap' || output.kind === 'lost' || output.kind === 'input';
}

function knownSensor(
  model: PlantModel,
  tag: string,
  { signal, unit, min, max }: AssetConfig['sensors'][string],
): KnownSensor {
  const quantity = [...model.inputs, ...model.sensors].find(({ name }) => name === signal)!;
  const unitName = unit ?? (quantity.unit as UnitName);
  return { tag, signal, unit: units[unitName], unitName, min: min ?? -Infinity, max: max ?? Infinity };
}
