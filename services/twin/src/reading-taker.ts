import type { StoredMessage } from '@twin/bus';
import { subjects } from '@twin/codecs';
import type { Course, FencedOutputs } from '@twin/exactly-once';
import type { RepeatedFailures } from '@twin/service-host';
import { AssetRoutes, configOf } from './asset-routes.ts';
import type { AssetConfig } from './config-schema.ts';
import type { HeldAsset } from './held-partition.ts';
import type { Holdings } from './holdings.ts';
import type { ModeOptions } from './live-mode.ts';
import { partitionOf } from './partitions.ts';
import { PlainPublisher } from './plain-publisher.ts';

/** An asset as a subject tells of it, whether or not it is in our hands. */
interface Named {
  readonly prefix: string;
  readonly config: AssetConfig;
  readonly partition: number;
}

/** Gives readings to the assets in our hands, and what follows from them to whom it concerns. */
export class ReadingTaker {
  private readonly options: ModeOptions;
  private readonly holdings: Holdings;
  private readonly outputs: FencedOutputs;
  private readonly failures: RepeatedFailures;
  private readonly routes: AssetRoutes<Named>;
  /** For what is not stored. */
  readonly plain: PlainPublisher;

  constructor(options: ModeOptions, holdings: Holdings, outputs: FencedOutputs, failures: RepeatedFailures) {
    this.options = options;
    this.holdings = holdings;
    this.outputs = outputs;
    this.failures = failures;
    this.plain = new PlainPublisher(options.broker.bus, failures);
    this.routes = new AssetRoutes(options.config, (prefix, config) =>
      configOf(options.config, prefix) === config ? { prefix, config, partition: partitionOf(prefix) } : undefined,
    );
  }

  /** What the input stream holds, as it comes: given to the asset it is for, if that is in our hands and follows this course. */
  take(message: StoredMessage, course: Course): void | Promise<void> {
    const route = this.routes.find(message.subject);
    if (route === undefined) return;
    const partition = this.holdings.partition(route.asset.partition);
    if (partition?.course !== course || message.sequence <= partition.floor) return;
    const held = partition.assets.get(route.asset.prefix);
    if (held === undefined || this.outputs.isFull) return this.takeLater(message, course, route);
    this.takeNow(message, held, route.tag);
  }

  /** Once there is room, and for the first reading of an asset. */
  private async takeLater(message: StoredMessage, course: Course, { asset, tag }: { asset: Named; tag: string }) {
    await this.outputs.room();
    const partition = this.holdings.partition(asset.partition);
    if (partition?.course !== course || message.sequence <= partition.floor) return;
    const held =
      partition.assets.get(asset.prefix) ?? (await this.holdings.adopt(partition, asset.prefix, asset.config));
    if (held === undefined) this.failures.warn('mostAssets', { asset: asset.prefix }, 'too many assets: not watched');
    else if (partition.course === course) this.takeNow(message, held, tag);
  }

  private takeNow(message: StoredMessage, held: HeldAsset, tag: string): void {
    const { metrics } = this.options;
    const { sequence, payload, storedAtMs } = message;
    if (sequence <= held.watched.twin.lastSequence || held.refusal !== undefined) return;
    held.watched.liveness.heard(tag, Date.now());
    const beganMs = performance.now();
    const { answer, said } = held.watched.take(tag, { payload, sequence, storedAtMs });
    metrics.took(answer, said, (performance.now() - beganMs) / 1000);
    const isNew = sequence > held.saidUpTo;
    let index = 0;
    for (const publication of said.publications)
      // Events for others' alarm services are not ours to store.
      if (publication.subject !== subjects.anomaly)
        this.outputs.add(held.source, { inputSequence: sequence, index: index++ }, publication);
      else if (isNew) this.plain.publish(publication);
    if (!isNew) return;
    metrics.raised(said.deviations);
    if (answer.kind !== 'taken') this.plain.setAside(message, answer, held.watched, tag, sequence);
  }
}
