import { ExtendedKalmanFilter, type Innovation } from '../estimator/extended-kalman-filter.ts';
import { MemoryReader, MemoryWriter, type Memory } from '../model/memory.ts';
import { PlantFlow } from '../model/plant-flow.ts';
import { checkModel, initialState, nominalParameters, type PlantModel } from '../model/plant-model.ts';
import { checkCheckpoint, fingerprintOf, InvalidCheckpoint, type Checkpoint } from './checkpoint.ts';
import { Diagnostician } from './diagnostician.ts';
import { EventTimeBuffer } from './event-time-buffer.ts';
import { InputWatch } from './input-watch.ts';
import { faultOf, signalsOf, type Measurement, type Signal } from './measurement.ts';
import type { Output } from './outcome.ts';
import { makePrediction } from './prediction.ts';
import { SensorWatch } from './sensor-watch.ts';
import { settle, type SessionOptions, type Settings } from './session-options.ts';

const MS_PER_MIN = 60_000;

/**
 * A twin of one plant: measurements in, what follows from them out, as values. It knows no bus, clock or file: time is that of the
 * measurements, so the same measurements give the same outputs, to the bit, whenever and wherever.
 *
 * A measurement is checked, put into the order of the plant, and then, at its time t: the model is carried from the session's
 * time to t with the inputs as they were, an input takes its new value, a sensor corrects the estimate and is judged. Beside the
 * estimate runs the ideal plant, which hears the inputs only.
 *
 * Work a message: one integration over the time since the last, at most a day; when causes are sought, milliseconds more, up to some tens.
 */
export class TwinSession {
  private readonly model: PlantModel;
  private readonly settings: Settings;
  private readonly signals: ReadonlyMap<string, Signal>;
  private readonly fingerprint: string;
  private readonly buffer: EventTimeBuffer;
  private readonly filter: ExtendedKalmanFilter;
  private readonly startP: Float64Array;
  private readonly startX: Float64Array;
  private readonly idealFlow: PlantFlow;
  private readonly ideal: Float64Array;
  private readonly u: Float64Array;
  private readonly watch: SensorWatch;
  private readonly inputs: InputWatch;
  private readonly diagnostician: Diagnostician;
  private readonly factors: readonly string[];
  /** What the filter held before the reading. */
  private readonly before: Float64Array;
  private readonly innovation: Innovation = { innovation: 0, variance: 1, predicted: 0, used: true };
  /** Plant time of the state, ms; 0 before the first measurement. */
  private clockMs = 0;
  private readingsToGood: number;
  private stopped = false;

  constructor(model: PlantModel, options: SessionOptions) {
    checkModel(model);
    const settings = settle(model, options);
    this.model = model;
    this.settings = settings;
    this.signals = signalsOf(model, settings.sensors);
    this.fingerprint = fingerprintOf(model, options);
    this.buffer = new EventTimeBuffer(options.latenessMs ?? 0, options.mostHeld);
    this.filter = new ExtendedKalmanFilter(model, options.filter);
    this.startX = this.filter.x.slice();
    this.before = this.filter.x.slice();
    this.startP = this.filter.P.slice();
    this.idealFlow = new PlantFlow(
      model,
      nominalParameters(model),
      options.idealIntegration ?? options.filter.integration,
    );
    this.ideal = Float64Array.from(options.filter.initialState ?? initialState(model));
    this.u = settings.inputs.slice();
    this.watch = new SensorWatch(model, settings.sensors, options);
    this.inputs = new InputWatch(model, options.staleAfterMin ?? {});
    this.factors = (options.filter.estimate ?? []).map(({ parameter }) => parameter);
    this.diagnostician = new Diagnostician(model, settings.sensors, this.factors, options.filter.integration);
    this.readingsToGood = settings.warmUpReadings;
  }

  /** A session that goes on from a checkpoint of the same model and options, bit for bit. Throws InvalidCheckpoint. */
  static restore(model: PlantModel, options: SessionOptions, checkpoint: unknown): TwinSession {
    const session = new TwinSession(model, options);
    session.goOnFrom(checkpoint);
    return session;
  }

  /** Plant time the estimate stands at, Unix ms; 0 before the first measurement. */
  get timeMs(): number {
    return this.clockMs;
  }

  /** Takes one measurement. What it brings forth: nothing while it waits for earlier ones, else outputs in the order of the plant. */
  accept(measurement: Measurement): Output[] {
    const out: Output[] = [];
    const signal = this.signals.get(measurement.signal);
    const fault = this.stopped
      ? 'stopped'
      : (faultOf(measurement, signal, this.settings.maxSkewMs) ?? this.buffer.add(measurement));
    if (fault !== undefined) {
      out.push({ kind: 'refused', reason: fault, measurement });
      return out;
    }
    this.release(false, out);
    return out;
  }

  /** Takes all that still waits, as at the end of a recording. */
  flush(): Output[] {
    const out: Output[] = [];
    this.release(true, out);
    return out;
  }

  private release(all: boolean, out: Output[]): void {
    for (;;) {
      const next = this.stopped ? undefined : this.buffer.next(all);
      if (next === undefined) return;
      this.process(next, this.signals.get(next.signal)!, out);
    }
  }

  private process(measurement: Measurement, signal: Signal, out: Output[]): void {
    const { timeMs, value } = measurement;
    if (!this.goTo(timeMs, out)) return;
    if (signal.kind === 'input') {
      this.u[signal.index] = value;
      this.inputs.take(signal.index, timeMs, out);
    }
    this.inputs.passTime(timeMs, out);
    if (signal.kind === 'sensor') this.read(measurement, signal, out);
    else this.diagnostician.trace.end();
  }

  /** Carries estimate and ideal to a time. False when the session stopped on the way. */
  private goTo(timeMs: number, out: Output[]): boolean {
    const { filter, u, settings, diagnostician } = this;
    const elapsedMs = this.clockMs === 0 ? 0 : timeMs - this.clockMs;
    const minutes = elapsedMs / MS_PER_MIN;
    diagnostician.trace.begin(minutes, u, filter.x);
    if (elapsedMs === 0) {
      this.clockMs = timeMs;
      return true;
    }
    if (elapsedMs > settings.bridgeMs) return this.startAnew(timeMs, minutes, out);
    if (elapsedMs > settings.holdMs) {
      out.push({ kind: 'gap', timeMs, minutes, action: 'bridged' });
      this.readingsToGood = settings.warmUpReadings;
    }
    const status = filter.predict(u, minutes);
    if (status !== 'running') this.recover(timeMs, status, out);
    const idealStatus = this.idealFlow.advance(this.ideal, u, minutes);
    if (idealStatus !== 'running') {
      this.setIdeal(filter.x);
      out.push({ kind: 'lost', what: 'ideal', timeMs, reason: idealStatus });
    }
    this.clockMs = timeMs;
    this.watch.passTime(timeMs, out);
    return true;
  }

  private startAnew(timeMs: number, minutes: number, out: Output[]): boolean {
    const { settings, filter, model, u, diagnostician } = this;
    if (settings.beyond === 'stop') {
      this.stopped = true;
      out.push({ kind: 'gap', timeMs, minutes, action: 'stopped' });
      return false;
    }
    out.push({ kind: 'gap', timeMs, minutes, action: 'restarted' });
    if (settings.beyond === 'restingState') {
      filter.x.set(this.startX);
      const resting = model.restingState?.(u, nominalParameters(model));
      if (resting !== undefined) for (let i = 0; i < resting.length; i++) filter.x[i] = resting[i]!;
      this.setIdeal(filter.x);
    }
    filter.P.set(this.startP);
    filter.refusals.fill(0);
    this.watch.reset();
    diagnostician.forget(u, filter.x);
    this.readingsToGood = settings.warmUpReadings;
    this.clockMs = timeMs;
    this.watch.passTime(timeMs, out);
    return true;
  }

  /** The equations could not be followed: hold the last good state and be as unsure of it as at the start. */
  private recover(timeMs: number, reason: string, out: Output[]): void {
    this.filter.P.set(this.startP);
    this.diagnostician.forget(this.u, this.filter.x);
    this.readingsToGood = this.settings.warmUpReadings;
    out.push({ kind: 'lost', what: 'estimate', timeMs, reason });
  }

  private setIdeal(x: Float64Array): void {
    for (let i = 0; i < this.ideal.length; i++) this.ideal[i] = x[i]!;
  }

  private read(measurement: Measurement, { index, name }: Signal, out: Output[]): void {
    const { model, filter, innovation, settings, diagnostician, watch, factors, ideal } = this;
    const { value, timeMs } = measurement;
    this.before.set(filter.x);
    filter.update(index, value, innovation);
    diagnostician.trace.read(index, value, innovation, filter.gain);
    diagnostician.trace.end();
    if (this.readingsToGood > 0) this.readingsToGood--;
    const good = this.readingsToGood === 0 && this.inputs.allFresh;
    if (settings.trigger === undefined || settings.trigger === name)
      out.push(makePrediction(model, measurement, index, innovation, filter, this.before, ideal, factors, good));
    const raised = watch.read(index, value, innovation, timeMs, out);
    const { standing } = watch;
    if (standing === 0) diagnostician.end();
    else if (raised && standing === 1) diagnostician.begin(); // one that joins others is the same fault
    const diagnosis = diagnostician.next();
    if (diagnosis !== undefined) out.push({ kind: 'diagnosis', timeMs, sensor: name, diagnosis });
  }

  /** All it remembers, as plain data. */
  checkpoint(): Checkpoint {
    const writer = new MemoryWriter();
    this.remember(writer);
    const { newestMs, releasedMs, releasedSignals, held } = this.buffer;
    return {
      version: 1,
      fingerprint: this.fingerprint,
      newestMs,
      releasedMs,
      releasedSignals: [...releasedSignals],
      held: held.map((measurement) => ({ ...measurement })),
      numbers: writer.numbers,
    };
  }

  private goOnFrom(data: unknown): void {
    const count = this.checkpoint().numbers.length;
    const checkpoint = checkCheckpoint(data, this.fingerprint, count);
    const { buffer } = this;
    buffer.releasedMs = checkpoint.releasedMs;
    for (const signal of checkpoint.releasedSignals) buffer.releasedSignals.add(signal);
    checkpoint.held.forEach((measurement, i) => {
      const fault = faultOf(measurement, this.signals.get(measurement.signal), this.settings.maxSkewMs);
      const refusal = fault ?? buffer.add({ ...measurement });
      if (refusal !== undefined) throw new InvalidCheckpoint(`held[${i}]`, `would be refused: ${refusal}`);
    });
    buffer.newestMs = checkpoint.newestMs;
    this.remember(new MemoryReader(checkpoint.numbers));
  }

  private remember(memory: Memory): void {
    const { filter } = this;
    this.clockMs = memory.number(this.clockMs);
    this.readingsToGood = memory.number(this.readingsToGood);
    this.stopped = memory.number(this.stopped ? 1 : 0) === 1;
    memory.array(this.u);
    memory.array(filter.x);
    memory.array(filter.P);
    memory.array(filter.refusals);
    memory.array(this.ideal);
    this.watch.remember(memory);
    this.inputs.remember(memory);
    this.diagnostician.remember(memory);
  }
}
