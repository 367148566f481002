import { encodeTwinStatus, subjects, type SignalStatus, type TwinStatus } from '@twin/codecs';
import type { Output } from '@twin/reactor-twin';
import { AlarmList } from './alarm-list.ts';
import type { AssetTwin, Answer, Arrival, TwinMemory } from './asset-twin.ts';
import { History } from './history.ts';
import { Liveness, type Watched } from './liveness.ts';
import { OutputWriter, type WriterMemory } from './output-writer.ts';
import type { Publication, Said } from './said.ts';

const nothing: Said = { publications: [], points: [], deviations: [] };

/** All that is remembered of an asset, as plain data. What people did to its alarms is not in it. */
export interface AssetMemory {
  readonly twin: TwinMemory;
  readonly writer: WriterMemory;
  readonly faults: readonly SignalStatus[];
}

/** One asset in the service: its twin, what it says, and what people see of it. */
export class WatchedAsset {
  readonly twin: AssetTwin;
  readonly alarms = new AlarmList();
  readonly history: History;
  readonly liveness: Liveness;
  private readonly writer: OutputWriter;
  private readonly faults = new Map<string, SignalStatus>();
  private readonly alarmListeners = new Set<() => void>();

  constructor(twin: AssetTwin, mostPoints: () => number, stampMs?: (timeMs: number) => number) {
    this.twin = twin;
    this.history = new History(mostPoints);
    this.writer = new OutputWriter(twin, stampMs);
    this.liveness = new Liveness(watchedOf(twin));
  }

  get memory(): AssetMemory {
    return { twin: this.twin.memory, writer: this.writer.memory, faults: [...this.faults.values()] };
  }

  set memory({ twin, writer, faults }: AssetMemory) {
    this.twin.memory = twin;
    this.writer.memory = writer;
    for (const fault of faults) this.faults.set(fault.sensorId, fault);
    for (const [, deviation] of writer.standing) this.alarms.take(deviation);
  }

  /** Takes the message of one sensor. It never throws: a message on which our own code fails is one that no twin should see again. */
  take(tag: string, arrival: Arrival): { readonly answer: Answer; readonly said: Said } {
    try {
      return this.follow(tag, arrival);
    } catch (error) {
      this.twin.recover();
      return { answer: { kind: 'crashed', reason: `crashed: ${String(error)}` }, said: nothing };
    }
  }

  private follow(tag: string, arrival: Arrival): { readonly answer: Answer; readonly said: Said } {
    const answer = this.twin.take(tag, arrival);
    if (answer.kind !== 'taken') return { answer, said: nothing };
    const said = this.writer.write(answer.outputs);
    for (const point of said.points) this.history.take(point);
    for (const output of answer.outputs) if (output.kind !== 'prediction') this.noteFault(output);
    for (const deviation of said.deviations) this.alarms.take(deviation);
    if (said.deviations.length > 0) this.alarmsChanged();
    return { answer, said };
  }

  onAlarms(listener: () => void): () => void {
    this.alarmListeners.add(listener);
    return () => void this.alarmListeners.delete(listener);
  }

  alarmsChanged(): void {
    for (const listener of this.alarmListeners) listener();
  }

  status(mode: TwinStatus['mode'], instance: string, nowMs: number, dropped: number, phase?: 'stopped'): TwinStatus {
    const { twin } = this;
    const signals = this.signals();
    const isWarm = (this.history.last?.quality ?? 0) === 1;
    const own = twin.timeMs === 0 ? 'starting' : signals.length > 0 ? 'degraded' : isWarm ? 'running' : 'warming-up';
    return {
      asset: twin.prefix,
      instance,
      phase: phase ?? own,
      mode,
      modelHash: twin.modelHash,
      twinTimeMs: twin.timeMs,
      reportedAtMs: nowMs,
      inputSequence: twin.lastSequence,
      counts: { ...twin.counts, dropped },
      signals,
      reason: signals.map(({ sensorId, fault }) => `${sensorId} ${fault}`).join(', '),
    };
  }

  /** What is wrong with sensors now: by plant time, and by the clock of the process where nothing arrives. */
  signals(): SignalStatus[] {
    return [...this.faults.values(), ...this.liveness.silent().filter(({ sensorId }) => !this.faults.has(sensorId))];
  }

  private noteFault(output: Output): void {
    if (output.kind === 'input') {
      const sensorId = this.idOf(output.input);
      if (output.state === 'fresh') this.faults.delete(sensorId);
      else this.faults.set(sensorId, { sensorId, fault: 'stale', sinceMs: output.timeMs });
    }
    if (output.kind !== 'deviation') return;
    const { kind, change } = output.deviation;
    if (kind !== 'flatline' && kind !== 'dropout') return;
    const sensorId = this.idOf(output.sensor);
    if (change === 'cleared') this.faults.delete(sensorId);
    else
      this.faults.set(sensorId, { sensorId, fault: kind === 'dropout' ? 'gap' : 'flatline', sinceMs: output.timeMs });
  }

  private idOf(signal: string): string {
    const sensor = [...this.twin.sensors.values()].find((one) => one.signal === signal);
    return sensor === undefined ? signal : subjects.sensor(this.twin.prefix, sensor.tag);
  }
}

/** Temperature and analyser have a limit of their own; an input may come rarely, unless it is said how often it must. */
function watchedOf({ prefix, config }: AssetTwin): Watched[] {
  const { dropoutMin } = config.limits;
  return Object.entries(config.sensors).flatMap(([tag, { signal, staleAfterMin }]) => {
    const limitMin = signal in config.inputs ? staleAfterMin : dropoutMin === 0 ? undefined : dropoutMin;
    if (limitMin === undefined) return [];
    return [{ tag, sensorId: subjects.sensor(prefix, tag), limitMs: limitMin * 60_000 }];
  });
}

export function statusPublication(status: TwinStatus): Publication {
  return { subject: subjects.status(status.asset), payload: encodeTwinStatus(status) };
}
