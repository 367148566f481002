import { randomUUID } from 'node:crypto';
import {
  BusError,
  subjectMatches,
  type Broker,
  type KeyValue,
  type StoredMessage,
  type Stream,
  type StreamReader,
} from '@twin/bus';
import { subjects } from '@twin/codecs';
import { RepeatedFailures } from '@twin/service-host';
import { AssetRoutes } from './asset-routes.ts';
import { CheckpointStore } from './checkpoint-store.ts';
import type { AssetConfig, Config } from './config-schema.ts';
import { comesBefore, FencedOutputs, lastOutput, type LastOutput } from './fenced-outputs.ts';
import { Lease } from './lease.ts';
import type { ModeOptions } from './live-mode.ts';
import { statusPublication, type WatchedAsset } from './watched-asset.ts';

export interface DurablePlaces {
  readonly input: Stream;
  readonly output: Stream;
  readonly checkpoints: KeyValue;
}

export interface DurableOptions extends ModeOptions {
  readonly places: DurablePlaces;
  readonly checkpointEveryMs: number;
  readonly leaseMs: number;
  /** Told who works while we stand by. */
  readonly onWaiting: (holder: string) => void;
  /** Told why nothing can be written now; undefined when it can again. */
  readonly onStalled: (error: BusError | undefined) => void;
  /** Told when all that was said before is known and new things are about to be said. */
  readonly onReady: () => void;
}

/** What durable mode needs, under the names of the environment. The output stream must hold nothing else: its sequence is the fence. */
export function neededPlaces(config: Config, { TWIN_INPUT_STREAM, TWIN_OUTPUT_STREAM, TWIN_CHECKPOINTS }: PlaceNames) {
  const inputs = config.assets.flatMap(({ prefix, sensors }) =>
    Object.keys(sensors).map((tag) => subjects.sensorPattern(prefix, tag)),
  );
  return {
    input: { name: TWIN_INPUT_STREAM, subjects: [...new Set(inputs)] },
    output: { name: TWIN_OUTPUT_STREAM, subjects: [...new Set(config.assets.flatMap(outputPatterns))] },
    checkpoints: { name: TWIN_CHECKPOINTS },
  };
}

export interface PlaceNames {
  readonly TWIN_INPUT_STREAM: string;
  readonly TWIN_OUTPUT_STREAM: string;
  readonly TWIN_CHECKPOINTS: string;
}

/**
 * Opens them, after creating what is missing where that was asked for. Rejects with `missing` and the command that creates it, or with `mismatch`
 * when the output stream holds other subjects too.
 */
export async function openPlaces(
  broker: Broker,
  config: Config,
  names: PlaceNames,
  isProvisioning: boolean,
): Promise<DurablePlaces> {
  const { input, output, checkpoints } = neededPlaces(config, names);
  if (isProvisioning) await broker.provision({ streams: [input, output], buckets: [checkpoints] });
  return {
    // The input stream may hold more: a historian's has all of the plant.
    input: await broker
      .openStream(input.name)
      .catch((error: unknown) => (isMissing(error) ? broker.openStream(input) : Promise.reject(error))),
    output: await broker.openStream(output),
    checkpoints: await broker.openBucket(checkpoints),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof BusError && error.code === 'missing';
}

function outputPatterns({ prefix, sensors, outputs }: AssetConfig): string[] {
  const tagOf = (signal: string): string | undefined =>
    Object.entries(sensors).find(([, sensor]) => sensor.signal === signal)?.[0];
  const tags = [tagOf('T')!, tagOf('Ca') ?? 'concentration'];
  return [...tags.flatMap((tag) => outputs.map((output) => `${prefix}.${tag}.${output}`)), `${prefix}.deviation`];
}

/**
 * Durable: every reading the input stream holds is taken once and in its order, and what follows from it is stored exactly once, whatever
 * is killed in between. What was stored last says how far we are; checkpoints only shorten the way there. Rejects with `Fenced`
 * when another instance has taken over.
 */
export async function runDurable(options: DurableOptions): Promise<void> {
  await new DurableMode(options).run();
}

class DurableMode {
  private readonly options: DurableOptions;
  private readonly failures: RepeatedFailures;
  private readonly store: CheckpointStore;
  private readonly routes: AssetRoutes;
  /** The last output that is stored. What comes before it is not said again. */
  private said: LastOutput = { inputSequence: 0, index: -1, sequence: 0, instance: '' };
  private lastInput = 0;

  constructor(options: DurableOptions) {
    this.options = options;
    this.failures = new RepeatedFailures(options.log);
    this.routes = new AssetRoutes(options.config, options.fleet);
    this.store = new CheckpointStore(options.places.checkpoints, options.places.input.name);
  }

  async run(): Promise<void> {
    const { places, instance, statusEveryMs, stopping, onStalled, log } = this.options;
    const run = `${instance}-${randomUUID().slice(0, 8)}`;
    let lost: Error | undefined;
    const halt = new AbortController();
    stopping.addEventListener('abort', () => halt.abort(), { once: true });
    const onLost = (error: Error): void => {
      lost = error;
      halt.abort();
    };
    const { leaseMs, onWaiting } = this.options;
    const lease = await Lease.take({ bucket: places.checkpoints, instance: run, leaseMs, stopping, onWaiting, onLost });
    if (lease === undefined) return;
    const position = await this.store.claim();
    this.lastInput = position?.inputSequence ?? 0;
    await this.restore();
    // Asked after the checkpoints were claimed: whoever held them before has written its last.
    this.said = await lastOutput(places.output, position?.said);
    const outputs = new FencedOutputs(places.output, this.said.sequence, run, onStalled);
    log.info({ after: this.lastInput, saidUpTo: this.said.inputSequence, run }, 'going on');
    this.options.onReady();
    const timer = setInterval(() => this.sayStatus(), statusEveryMs);
    try {
      await this.follow(outputs, halt.signal);
      if (lost !== undefined) throw lost;
      await this.checkpoint(outputs);
      await lease.close();
    } finally {
      clearInterval(timer);
      this.sayStatus(stopping.aborted ? 'stopped' : undefined);
    }
  }

  /** Every asset as it was left. */
  private async restore(): Promise<void> {
    const { fleet, config } = this.options;
    for (const prefix of await this.store.prefixes()) {
      const owner = config.assets.find((asset) => subjectMatches(asset.prefix, prefix));
      const asset = owner && fleet.find(prefix, owner);
      if (asset !== undefined) await this.store.restore(asset);
    }
  }

  private async follow(outputs: FencedOutputs, stopping: AbortSignal): Promise<void> {
    const { places, log, metrics } = this.options;
    for (const allowGap of [false, true]) {
      const from = this.lastInput === 0 ? 'first' : this.lastInput + 1;
      const reader = places.input.read({ from, allowGap, ahead: 1_000 });
      const stop = (): void => reader.stop();
      stopping.addEventListener('abort', stop, { once: true });
      if (stopping.aborted) stop();
      try {
        return await this.read(reader, outputs, stopping);
      } catch (error) {
        if (!(error instanceof BusError) || error.code !== 'gap' || allowGap) throw error;
        metrics.result('gap');
        log.error({ error }, 'readings are gone that were never taken: going on with what is there');
      } finally {
        stopping.removeEventListener('abort', stop);
      }
    }
  }

  private async read(reader: StreamReader, outputs: FencedOutputs, stopping: AbortSignal): Promise<void> {
    const { checkpointEveryMs } = this.options;
    let savedAtMs = performance.now();
    for await (const message of reader) {
      if (stopping.aborted) return;
      await this.take(message, outputs);
      this.lastInput = message.sequence;
      if (performance.now() - savedAtMs < checkpointEveryMs) continue;
      await this.checkpoint(outputs);
      savedAtMs = performance.now();
    }
  }

  private async take(message: StoredMessage, outputs: FencedOutputs): Promise<void> {
    const { metrics } = this.options;
    const { sequence, payload, storedAtMs } = message;
    const found = this.routes.find(message.subject);
    if (found === undefined || sequence <= found.asset.twin.lastSequence) return;
    const beganMs = performance.now();
    const { answer, said } = found.asset.take(found.tag, { payload, sequence, storedAtMs });
    metrics.step((performance.now() - beganMs) / 1000);
    metrics.result(answer.kind === 'quarantined' ? answer.reason : answer.kind);
    const isNew = sequence > this.said.inputSequence;
    let index = 0;
    for (const { subject, payload: bytes } of said.publications) {
      // Events for others' alarm services are not ours to store.
      if (subject === subjects.anomaly) {
        if (isNew) this.publish(subject, bytes);
        continue;
      }
      const place = { inputSequence: sequence, index: index++ };
      if (comesBefore(this.said, place)) await outputs.add({ ...place, subject, payload: bytes });
    }
    if (index > 0 && isNew) this.said = { inputSequence: sequence, index: index - 1, sequence: 0, instance: '' };
    if (answer.kind !== 'taken' && isNew) this.setAside(message, answer.reason, found.asset, found.tag);
  }

  private setAside(message: StoredMessage, reason: string, asset: WatchedAsset, tag: string): void {
    if (reason === 'duplicate' || reason === 'quality') return;
    if (reason === 'late') return this.publish(subjects.output(asset.twin.prefix, tag, 'late'), message.payload);
    this.failures.warn(reason, { subject: message.subject, sequence: message.sequence, reason }, 'set a message aside');
    this.publish(subjects.deadLetter(message.subject), message.payload, {
      'Twin-Reason': reason.replaceAll(/\s+/g, ' ').trim(),
      'Twin-Input-Seq': String(message.sequence),
    });
  }

  private publish(subject: string, payload: Uint8Array, headers: Readonly<Record<string, string>> = {}): void {
    try {
      this.options.broker.bus.publish(subject, payload, { headers });
    } catch (error) {
      this.failures.warn('publish', { error, subject }, 'could not publish');
    }
  }

  private async checkpoint(outputs: FencedOutputs): Promise<void> {
    await outputs.flush();
    const said = { ...this.said, sequence: outputs.lastSequence };
    await this.store.save(this.options.fleet.assets.values(), { inputSequence: this.lastInput, said });
  }

  private sayStatus(phase?: 'stopped'): void {
    for (const asset of this.options.fleet.assets.values()) {
      const { subject, payload } = statusPublication(
        asset.status('durable', this.options.instance, Date.now(), 0, phase),
      );
      this.publish(subject, payload);
    }
  }
}
