import { DeviationDetector, type Deviation } from '../deviation/deviation-detector.ts';
import type { Innovation } from '../estimator/extended-kalman-filter.ts';
import type { Memory } from '../model/memory.ts';
import type { PlantModel } from '../model/plant-model.ts';
import type { Output } from './outcome.ts';
import type { SessionOptions } from './session-options.ts';

const MS_PER_MIN = 60_000;

/** The detectors of all sensors in use. */
export class SensorWatch {
  private readonly names: readonly string[];
  /** By position in the model's list; undefined: not in use. */
  private readonly detectors: readonly (DeviationDetector | undefined)[];
  private readonly changes: Deviation[] = [];

  constructor(model: PlantModel, sensors: readonly string[], { detector, detectors = {} }: SessionOptions) {
    this.names = model.sensors.map(({ name }) => name);
    this.detectors = this.names.map((name) =>
      sensors.includes(name) ? new DeviationDetector({ ...detector, ...detectors[name] }) : undefined,
    );
  }

  /** Shifts and drifts that stand, over all sensors. */
  get standing(): number {
    let standing = 0;
    for (const detector of this.detectors) if (detector !== undefined) standing += detector.standing;
    return standing;
  }

  /** Judges a reading. True when it raised a shift or a drift. */
  read(sensor: number, value: number, { innovation, variance }: Innovation, timeMs: number, out: Output[]): boolean {
    const z = innovation / Math.sqrt(variance);
    this.detectors[sensor]!.take(value, z, timeMs / MS_PER_MIN, this.changes);
    if (this.changes.length === 0) return false;
    const raised = this.changes.some(
      ({ kind, change }) => change === 'raised' && (kind === 'shift' || kind === 'drift'),
    );
    this.report(sensor, timeMs, out);
    return raised;
  }

  /** Plant time has come this far: who has been silent too long? */
  passTime(timeMs: number, out: Output[]): void {
    for (let sensor = 0; sensor < this.detectors.length; sensor++) {
      this.detectors[sensor]?.passTime(timeMs / MS_PER_MIN, this.changes);
      if (this.changes.length > 0) this.report(sensor, timeMs, out);
    }
  }

  private report(sensor: number, timeMs: number, out: Output[]): void {
    for (const deviation of this.changes)
      out.push({ kind: 'deviation', timeMs, sensor: this.names[sensor]!, deviation });
    this.changes.length = 0;
  }

  reset(): void {
    for (const detector of this.detectors) detector?.reset();
  }

  remember(memory: Memory): void {
    for (const detector of this.detectors) detector?.remember(memory);
  }
}
