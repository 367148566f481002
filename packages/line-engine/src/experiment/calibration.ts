import { betaQuantile } from './beta.ts';
import { fitLaws, type Fit } from './fit.ts';
import { chiSquaredQuantile } from './gamma.ts';
import { estimate } from './statistics.ts';
import { stopFaults, StopLogError, type Stop } from './stop-log.ts';

/** A value and the interval that holds it. */
export interface IntervalEstimate {
  readonly value: number;
  readonly low: number;
  /** Infinite where nothing bounds it. */
  readonly high: number;
}

/** What a stop log says about one station. */
export interface StationCalibration {
  readonly station: string;
  /** Observed, less all stops: what wears machines. */
  readonly operatingS: number;
  readonly failures: number;
  readonly jams: number;
  /** Undefined without a failure: only that it is longer than `low` of `mtbfAtLeastMin` is known then. */
  readonly mtbfMin?: IntervalEstimate | undefined;
  /** One-sided bound, in place of an estimate, when nothing failed. */
  readonly mtbfAtLeastMin?: number | undefined;
  readonly mttrMin?: IntervalEstimate | undefined;
  /** Best first; in minutes. Of three repairs or more. */
  readonly repairLaws: readonly Fit[];
  readonly jamsPerHour: IntervalEstimate;
  /** Per cycle, when the speed is known. */
  readonly jamProb?: IntervalEstimate | undefined;
  readonly jamTimeSec?: IntervalEstimate | undefined;
}

export interface CalibrationOptions {
  /** What was observed, s on the clock of the stops; from the first begin to the last end unless told. */
  readonly fromS?: number | undefined;
  readonly toS?: number | undefined;
  /** Cycles an hour by station, to turn jams an hour into jams a cycle. */
  readonly uph?: Readonly<Record<string, number>> | undefined;
  readonly confidence?: number | undefined;
}

/**
 * Parameters of stations out of their stops.
 *
 * MTBF = T / r for r failures in T of *operating* time, with the interval of a test that ends at a given time, 2T/χ²(1 − α/2; 2r + 2) to
 * 2T/χ²(α/2; 2r) (Epstein & Sobel; MIL-HDBK-781A, section 5.9). MTTR is the mean repair, with 2Σ/χ² (2r degrees of freedom) when an exponential fits
 * best and a t interval otherwise. Jams an hour: Garwood, Biometrika 28 (1936) 437–442; a cycle: Clopper & Pearson, Biometrika 26 (1934)
 * 404–413. Throws `StopLogError` with every stop that cannot be true.
 */
export function calibrate(stops: readonly Stop[], options: CalibrationOptions = {}): StationCalibration[] {
  if (stops.length === 0) throw new RangeError('stops: there are none');
  const times = stops.flatMap((stop) => [stop.fromS, stop.toS]).filter(Number.isFinite);
  const fromS = options.fromS ?? times.reduce((a, b) => Math.min(a, b), Infinity);
  const toS = options.toS ?? times.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(toS > fromS)) throw new RangeError(`observed: must end after it begins, is ${fromS} to ${toS}`);
  const faults = stopFaults(stops, fromS, toS);
  if (faults.length > 0) throw new StopLogError(faults);
  const stations = [...new Set(stops.map(({ station }) => station))];
  return stations.map((station) => {
    const own = stops.filter((stop) => stop.station === station);
    return ofStation(station, own, toS - fromS, options.uph?.[station], options.confidence ?? 0.95);
  });
}

function ofStation(
  station: string,
  stops: readonly Stop[],
  observedS: number,
  uph: number | undefined,
  confidence: number,
): StationCalibration {
  const durations = (kind: Stop['kind']) =>
    stops.filter((stop) => stop.kind === kind).map((stop) => stop.toS - stop.fromS);
  const operatingS = stops.reduce((left, stop) => left - (stop.toS - stop.fromS), observedS);
  const repairsMin = durations('breakdown').map((seconds) => seconds / 60);
  const jamsS = durations('jam');
  const failures = repairsMin.length;
  const tail = (1 - confidence) / 2;
  const operatingMin = operatingS / 60;
  const repairLaws = failures >= 3 && repairsMin.every((minutes) => minutes > 0) ? fitLaws(repairsMin) : [];
  const perHour = rate(jamsS.length, operatingS / 3600, tail);
  const jamProb = uph === undefined ? undefined : proportion(jamsS.length, Math.round((operatingS / 3600) * uph), tail);
  return {
    station,
    operatingS,
    failures,
    jams: jamsS.length,
    ...(failures > 0
      ? { mtbfMin: mtbf(failures, operatingMin, tail), mttrMin: mttr(repairsMin, repairLaws, confidence) }
      : { mtbfAtLeastMin: (2 * operatingMin) / chiSquaredQuantile(confidence, 2) }),
    repairLaws,
    jamsPerHour: perHour,
    ...(jamProb !== undefined && { jamProb }),
    ...(jamsS.length > 0 && { jamTimeSec: meanOf(jamsS, confidence) }),
  };
}

function mtbf(failures: number, operatingMin: number, tail: number): IntervalEstimate {
  return {
    value: operatingMin / failures,
    low: (2 * operatingMin) / chiSquaredQuantile(1 - tail, 2 * failures + 2),
    high: (2 * operatingMin) / chiSquaredQuantile(tail, 2 * failures),
  };
}

function mttr(repairsMin: readonly number[], laws: readonly Fit[], confidence: number): IntervalEstimate {
  const [best] = laws;
  const isExponential = best === undefined || (typeof best.law === 'object' && best.law.kind === 'exponential');
  if (!isExponential && repairsMin.length >= 10) return meanOf(repairsMin, confidence);
  const totalMin = repairsMin.reduce((sum, minutes) => sum + minutes, 0);
  const freedom = 2 * repairsMin.length;
  const tail = (1 - confidence) / 2;
  return {
    value: totalMin / repairsMin.length,
    low: (2 * totalMin) / chiSquaredQuantile(1 - tail, freedom),
    high: (2 * totalMin) / chiSquaredQuantile(tail, freedom),
  };
}

function meanOf(values: readonly number[], confidence: number): IntervalEstimate {
  const { mean, halfWidth } = estimate(values, confidence);
  return { value: mean, low: Math.max(0, mean - halfWidth), high: mean + halfWidth };
}

/** Events of a Poisson process in so many hours. */
function rate(events: number, hours: number, tail: number): IntervalEstimate {
  if (!(hours > 0)) return { value: 0, low: 0, high: Infinity };
  return {
    value: events / hours,
    low: events === 0 ? 0 : chiSquaredQuantile(tail, 2 * events) / 2 / hours,
    high: chiSquaredQuantile(1 - tail, 2 * events + 2) / 2 / hours,
  };
}

function proportion(events: number, trials: number, tail: number): IntervalEstimate | undefined {
  if (trials < 1 || events > trials) return undefined;
  return {
    value: events / trials,
    low: events === 0 ? 0 : betaQuantile(tail, events, trials - events + 1),
    high: events === trials ? 1 : betaQuantile(1 - tail, events + 1, trials - events),
  };
}
