import type { StoredMessage } from '@twin/bus';
import { subjects } from '@twin/codecs';
import { placeHeaders, type Course, type FencedOutputs } from '@twin/exactly-once';
import type { RepeatedFailures } from '@twin/service-host';
import { AssetRoutes, configOf } from './asset-routes.ts';
import type { Answer } from './asset-twin.ts';
import type { AssetConfig } from './config-schema.ts';
import type { HeldAsset } from './held-partition.ts';
import type { Holdings } from './holdings.ts';
import type { ModeOptions } from './live-mode.ts';
import { partitionOf } from './partitions.ts';
import type { Publication } from './said.ts';
import { asideOf } from './set-aside.ts';
import type { WatchedAsset } from './watched-asset.ts';

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

  constructor(options: ModeOptions, holdings: Holdings, outputs: FencedOutputs, failures: RepeatedFailures) {
    this.options = options;
    this.holdings = holdings;
    this.outputs = outputs;
    this.failures = failures;
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
    metrics.step((performance.now() - beganMs) / 1000, said.points.length > 0);
    metrics.result(answer.kind === 'quarantined' ? answer.reason : answer.kind);
    const isNew = sequence > held.saidUpTo;
    let index = 0;
    for (const publication of said.publications)
      // Events for others' alarm services are not ours to store.
      if (publication.subject !== subjects.anomaly)
        this.outputs.add(held.source, { inputSequence: sequence, index: index++ }, publication);
      else if (isNew) this.publish(publication);
    if (!isNew) return;
    for (const { kind, state } of said.deviations) if (state === 'raised') metrics.deviation(kind);
    if (answer.kind !== 'taken') this.setAside(message, answer, held.watched, tag);
  }

  private setAside(
    { subject, sequence, payload }: StoredMessage,
    answer: Exclude<Answer, { kind: 'taken' }>,
    asset: WatchedAsset,
    tag: string,
  ): void {
    const aside = asideOf(subject, answer, asset, tag);
    if (aside === undefined) return;
    const { reason } = answer;
    if (aside.logAs !== undefined)
      this.failures.warn(aside.logAs, { subject, sequence, reason }, 'set a message aside');
    this.publish({ subject: aside.subject, payload }, { ...aside.headers, [placeHeaders.input]: String(sequence) });
  }

  /** At most once: beside the output stream. */
  publish({ subject, payload }: Publication, headers: Readonly<Record<string, string>> = {}): void {
    try {
      this.options.broker.bus.publish(subject, payload, { headers });
    } catch (error) {
      this.failures.warn('publish', { error, subject }, 'could not publish');
    }
  }
}
