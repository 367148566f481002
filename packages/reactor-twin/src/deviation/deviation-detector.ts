import type { Memory } from '../model/memory.ts';
import { Alarm, type AlarmOptions } from './alarm.ts';
import { Baseline, type FrozenBaseline, type LearntBaseline } from './baseline.ts';
import type { Chart } from './chart.ts';
import { Cusum } from './cusum.ts';
import { Ewma } from './ewma.ts';
import { NormalisedInnovationSquared } from './normalised-innovation-squared.ts';
import { Trend } from './trend.ts';

export interface DetectorOptions {
  readonly alarm?: AlarmOptions;
  /** Default: the filter is right, mean 0 and deviation 1. */
  readonly baseline?: FrozenBaseline | LearntBaseline;
  /** So many equal readings in a row are a stuck sensor. Default 20; 0: never. */
  readonly flatlineSamples?: number;
  /** A sensor silent for so long has dropped out, min of plant time. Default 1; 0: never. */
  readonly dropoutMin?: number;
  /** The first readings settle the filter and are not judged. Default 200. */
  readonly ignoreFirst?: number;
  /** Default: `standardCharts()`. */
  readonly charts?: () => readonly Chart[];
}

/** `shift`: readings have left the model; `drift`: they are leaving it at a steady rate; `flatline`: they no longer move; `dropout`: there are none. */
export type DeviationKind = 'shift' | 'drift' | 'flatline' | 'dropout';
export type Severity = 'low' | 'medium' | 'high';

export interface Deviation {
  readonly kind: DeviationKind;
  /** `worsened`: a shift that stands has reached the next severity. */
  readonly change: 'raised' | 'worsened' | 'cleared';
  readonly severity: Severity;
  /** Charts at or above their limits. */
  readonly charts: readonly string[];
  /** How far the mean of measured − predicted has moved, in its standard deviations, signed: at first as the CUSUM that alarms has it, later smoothed. */
  readonly meanShift: number;
  /**
   * What is judged and the limit it is held to, in one unit. Of a shift or a drift: those of the chart that is furthest beyond its limit (CUSUM and EWMA in
   * standard deviations, NIS in their squares, trend in standard deviations a reading); of a flatline equal readings, of a dropout minutes.
   */
  readonly statistic: number;
  readonly limit: number;
  /** The name of that chart; empty for a flatline, a dropout. */
  readonly chart: string;
}

/**
 * The charts a sensor is watched by, with in-control average run lengths designed for independent standard normal innovations
 * (run-length.ts): together at least 10,000 samples between false alarms. The slow CUSUM (k = 0.4) finds what creeps, the fast one
 * (k = 1) what jumps; on the reactor's faults the pair is never later than one CUSUM of k = 0.5, h = 8 and has fewer false alarms.
 */
export function standardCharts(): readonly Chart[] {
  return [
    new Cusum('cusum-slow', 0.4, 10.024, 12_000),
    new Cusum('cusum-fast', 1, 5.3116, 100_000),
    new Ewma('ewma', 0.1, 4.824, 1_000_000),
    new NormalisedInnovationSquared('nis-1', 1, 23.9281, 1_000_000),
    new NormalisedInnovationSquared('nis-20', 20, 65.4207, 1_000_000),
    new Trend('trend', 100, 3.3, 2_139_000),
  ];
}

/** Fewest samples between two false alarms of a set of charts, on average: their rates add up at most. */
export function combinedRunLength(charts: readonly Chart[]): number {
  return 1 / charts.reduce((rate, { runLength }) => rate + 1 / runLength, 0);
}

const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high'];
const KINDS = ['shift', 'drift', 'flatline', 'dropout'] as const;

/** One sensor, like against like: what it read against what the filter expected it to read. */
export class DeviationDetector {
  readonly baseline: Baseline;
  private readonly charts: readonly Chart[];
  private readonly smoothed = new Ewma('smoothed', 0.1, 1, Infinity);
  private readonly alarms: readonly Alarm[];
  private readonly flatlineSamples: number;
  private readonly dropoutMin: number;
  private readonly ignoreFirst: number;
  private seen = 0;
  private equal = 0;
  private lastValue = 0;
  private lastMin = -1;
  /** Since then, as of what was judged last; not remembered: it is set before it is told. */
  private silentMin = 0;
  /** Rank of the severity last reported for a shift. */
  private reported = 0;

  constructor(options: DetectorOptions = {}) {
    const {
      alarm = {},
      baseline = { mean: 0, std: 1 },
      flatlineSamples = 20,
      dropoutMin = 1,
      ignoreFirst = 200,
    } = options;
    this.charts = (options.charts ?? standardCharts)();
    this.baseline = new Baseline(baseline);
    this.alarms = KINDS.map(() => new Alarm(alarm));
    for (const [name, value] of Object.entries({ flatlineSamples, dropoutMin, ignoreFirst }))
      if (!(value >= 0 && value < Infinity)) throw new RangeError(`detector.${name} must be 0 or more, is ${value}`);
    this.flatlineSamples = flatlineSamples;
    this.dropoutMin = dropoutMin;
    this.ignoreFirst = ignoreFirst;
  }

  /** True while a shift or a drift stands. */
  get deviates(): boolean {
    return this.alarms[0]!.active || this.alarms[1]!.active;
  }

  /** How many of these two stand. */
  get standing(): number {
    return (this.alarms[0]!.active ? 1 : 0) + (this.alarms[1]!.active ? 1 : 0);
  }

  /** A reading. `z`: innovation over its standard deviation. Changes are added to `out`. */
  take(value: number, z: number, timeMin: number, out: Deviation[]): void {
    this.seen++;
    this.equal = value === this.lastValue ? this.equal + 1 : 1;
    this.lastValue = value;
    this.lastMin = timeMin;
    this.silentMin = 0;
    this.settle(2, this.flatlineSamples === 0 ? 0 : this.equal / this.flatlineSamples, timeMin, out);
    this.settle(3, 0, timeMin, out);
    if (this.seen <= this.ignoreFirst) return;
    if (!this.baseline.frozen) {
      this.baseline.learn(z);
      return;
    }
    this.judge(this.baseline.standardise(z), timeMin, out);
  }

  private judge(z: number, timeMin: number, out: Deviation[]): void {
    let shift = 0;
    let drift = 0;
    this.smoothed.take(z);
    for (const chart of this.charts) {
      chart.take(z);
      if (chart instanceof Trend) drift = Math.max(drift, chart.level);
      else shift = Math.max(shift, chart.level);
    }
    this.settle(0, shift, timeMin, out);
    this.settle(1, drift, timeMin, out);
    const rank = SEVERITIES.indexOf(severity(0, this.smoothed.mean));
    if (this.alarms[0]!.active && rank > this.reported) out.push(this.describe(0, 'worsened', this.smoothed.mean));
  }

  /** Plant time passes without a reading of this sensor. */
  passTime(timeMin: number, out: Deviation[]): void {
    if (this.dropoutMin === 0 || this.lastMin < 0) return;
    this.silentMin = timeMin - this.lastMin;
    this.settle(3, this.silentMin / this.dropoutMin, timeMin, out);
  }

  private settle(kind: 0 | 1 | 2 | 3, level: number, timeMin: number, out: Deviation[]): void {
    const change = this.alarms[kind]!.judge(level, timeMin);
    if (change === undefined) return;
    out.push(this.describe(kind, change, change === 'raised' ? this.shiftAtRaise() : this.smoothed.mean));
  }

  /** By the highest of the charts that can tell. */
  private shiftAtRaise(): number {
    let highest = 0;
    let shift = this.smoothed.mean;
    for (const chart of this.charts)
      if (chart.shift !== undefined && chart.level > highest) {
        highest = chart.level;
        ({ shift } = chart);
      }
    return shift;
  }

  private describe(kind: 0 | 1 | 2 | 3, change: Deviation['change'], meanShift: number): Deviation {
    const charts = kind > 1 ? [] : this.charts.filter((chart) => chart.level >= 1).map(({ name }) => name);
    const degree = severity(kind, meanShift);
    if (kind === 0) this.reported = change === 'cleared' ? 0 : SEVERITIES.indexOf(degree);
    return { kind: KINDS[kind], change, severity: degree, charts, meanShift, ...this.judgedBy(kind) };
  }

  private judgedBy(kind: 0 | 1 | 2 | 3): Pick<Deviation, 'statistic' | 'limit' | 'chart'> {
    if (kind === 2) return { statistic: this.equal, limit: this.flatlineSamples, chart: '' };
    if (kind === 3) return { statistic: this.silentMin, limit: this.dropoutMin, chart: '' };
    const charts = this.charts.filter((chart) => chart instanceof Trend === (kind === 1));
    const furthest = charts.reduce((highest, chart) => (chart.level > highest.level ? chart : highest));
    const { name, level, limit = 1 } = furthest;
    return { statistic: level * limit, limit, chart: name };
  }

  /** After a gap too long to bridge: charts begin anew, the yardstick stays. */
  reset(): void {
    for (const chart of this.charts) chart.reset();
    this.smoothed.reset();
    this.seen = 0;
    this.equal = 0;
  }

  remember(memory: Memory): void {
    this.baseline.remember(memory);
    for (const chart of this.charts) chart.remember(memory);
    this.smoothed.remember(memory);
    for (const alarm of this.alarms) alarm.remember(memory);
    this.seen = memory.number(this.seen);
    this.equal = memory.number(this.equal);
    this.lastValue = memory.number(this.lastValue);
    this.lastMin = memory.number(this.lastMin);
    this.reported = memory.number(this.reported);
  }
}

/** A sensor that says nothing is worth more attention than one that says something odd. */
function severity(kind: number, meanShift: number): Severity {
  if (kind > 1) return kind === 2 ? 'medium' : 'high';
  const size = Math.abs(meanShift);
  return size < 1 ? 'low' : size < 3 ? 'medium' : 'high';
}
