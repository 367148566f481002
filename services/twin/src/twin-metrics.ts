import type { Broker } from '@twin/bus';
import { createMetrics, type Metrics } from '@twin/service-host';
import type { Answer } from './asset-twin.ts';
import type { Fleet } from './fleet.ts';
import type { Said } from './said.ts';

/** What durable mode knows of itself. */
export interface DurableMeasures {
  readonly partitions: number;
  readonly refusedAssets: number;
  readonly checkpointAgeMs: number;
}

/** What is counted of a twin. Labels are bound once: binding costs more than counting. */
export class TwinMetrics {
  readonly metrics: Metrics;
  private readonly results = new Map<string, { inc(): void }>();
  private readonly bindResult: (result: string) => { inc(): void };
  private readonly steps;
  private readonly deviations;
  private readonly fences;
  private readonly takenOver;
  private measures: (() => DurableMeasures) | undefined;
  /** Median time of late from a reading to its prediction, seconds: each moves it by a hundredth, up or down. */
  solveSeconds = 0;

  constructor(fleet: Fleet, broker: () => Broker | undefined) {
    const metrics = createMetrics();
    const messages = metrics.counter('twin_messages_total', 'Messages by what became of them', ['result']);
    this.bindResult = (result) => messages.labels(result);
    const buckets = [5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 1e-3, 1e-2, 0.1];
    this.steps = metrics.histogram(
      'twin_step_seconds',
      'From the bytes of a message to all that follows from it',
      buckets,
    );
    this.deviations = metrics.counter('twin_deviations_total', 'Deviations said, by kind', ['kind']);
    this.fences = metrics.counter('twin_fenced_total', 'Outputs and partitions that another instance was first with');
    this.takenOver = metrics.counter('twin_takeovers_total', 'Partitions taken over from an instance that was silent');
    const partitions = metrics.gauge('twin_partitions', 'Partitions of the assets that this process holds');
    const refused = metrics.gauge('twin_refused_assets', 'Assets that cannot be gone on with; the log says why');
    const age = metrics.gauge('twin_checkpoint_age_seconds', 'Since the oldest checkpoint was up to date');
    const assets = metrics.gauge('twin_assets', 'Assets with a twin in this process');
    const lost = metrics.gauge('twin_lost_messages', 'Messages lost since the start, by reason', ['reason']);
    const reconnects = metrics.gauge('twin_reconnects', 'Reconnects to the broker since the start');
    this.metrics = {
      ...metrics,
      text: () => {
        const counters = broker()?.counters();
        assets.set(fleet.assets.size);
        const durable = this.measures?.();
        partitions.set(durable?.partitions ?? 0);
        refused.set(durable?.refusedAssets ?? 0);
        age.set((durable?.checkpointAgeMs ?? 0) / 1000);
        reconnects.set(counters?.reconnects ?? 0);
        lost.labels('disconnected').set(counters?.droppedDisconnected ?? 0);
        lost.labels('slow-reader').set(counters?.droppedSlow ?? 0);
        lost.labels('unconfirmed').set(counters?.unconfirmedAtDisconnect ?? 0);
        return metrics.text();
      },
    };
  }

  /** Results are words of ours, so few; the text of a `DecodeError` never becomes one. */
  result(result: string): void {
    let bound = this.results.get(result);
    if (bound === undefined) this.results.set(result, (bound = this.bindResult(result)));
    bound.inc();
  }

  /** A message was dealt with in so long. */
  took(answer: Answer, said: Said, seconds: number): void {
    this.result(answer.kind === 'quarantined' ? answer.reason : answer.kind);
    this.steps.observe(seconds);
    if (said.points.length === 0) return;
    const { solveSeconds } = this;
    this.solveSeconds = solveSeconds === 0 ? seconds : solveSeconds * (seconds > solveSeconds ? 1.01 : 0.99);
  }

  /** Counts those that are raised. */
  raised(deviations: Said['deviations']): void {
    for (const { kind, state } of deviations) if (state === 'raised') this.deviations.labels(kind).inc();
  }

  fenced(): void {
    this.fences.inc();
  }

  takeovers(count: number): void {
    this.takenOver.inc(count);
  }

  /** Where the measures of durable mode are asked for. */
  watch(measures: () => DurableMeasures): void {
    this.measures = measures;
  }
}
