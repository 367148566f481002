import { BusError } from '@twin/bus';
import { patiently, Source, type FencedOutputs, type Intake, type Sharing } from '@twin/exactly-once';
import type { Log } from '@twin/service-host';
import { configOf } from './asset-routes.ts';
import type { CheckpointStore, Snapshot } from './checkpoint-store.ts';
import type { AssetConfig, Config } from './config-schema.ts';
import { outputSubjects } from './durable-places.ts';
import type { Fleet } from './fleet.ts';
import { Partition, type HeldAsset } from './held-partition.ts';
import { partitionOf } from './partitions.ts';

export interface HoldingsOptions {
  readonly config: Config;
  readonly fleet: Fleet;
  readonly log: Log;
  readonly store: CheckpointStore;
  readonly outputs: FencedOutputs;
  readonly intake: Intake;
  /** There before anything is gained. */
  readonly sharing: () => Sharing;
  readonly onLost: (partition: number) => void;
  readonly onFailed: (error: unknown) => void;
}

/** The partitions in our hands and their assets: taken as they were left, written from time to time, handed on. */
export class Holdings {
  private readonly options: HoldingsOptions;
  private readonly partitions = new Map<number, Partition>();
  /** Partitions whose assets are being restored. */
  private restoring = 0;
  private turn = 0;

  constructor(options: HoldingsOptions) {
    this.options = options;
  }

  partition(n: number): Partition | undefined {
    return this.partitions.get(n);
  }

  /** Partitions that have not had what lies between these inputs. */
  at(at: number, before: number): number[] {
    return [...this.partitions.values()].flatMap(({ number, position }) =>
      position >= at && position + 1 < before ? number : [],
    );
  }

  get refusals(): Error[] {
    return [...this.partitions.values()].flatMap(({ assets }) =>
      [...assets.values()].flatMap(({ refusal }) => refusal ?? []),
    );
  }

  /** What is not yet where it was left. */
  get trouble(): Error | undefined {
    const { refusals, restoring } = this;
    if (refusals.length > 0) return new Error(refusals.map(({ message }) => message).join('\n'));
    return restoring > 0 ? new Error(`restoring ${restoring} partitions`) : undefined;
  }

  /** Since the oldest checkpoint was right. */
  get checkpointAgeMs(): number {
    const nowMs = performance.now();
    return Math.max(0, ...[...this.partitions.values()].map(({ notedAtMs }) => nowMs - notedAtMs));
  }

  /** Partitions that are ours now: their assets as they were left, then what came since. */
  async gain(positions: ReadonlyMap<number, number>): Promise<void> {
    const { config, store, intake } = this.options;
    this.restoring += positions.size;
    const gained = [...positions].map(([n, position]) => new Partition(n, position));
    for (const partition of gained) this.partitions.set(partition.number, partition);
    const isOver = (): boolean => gained.every((partition) => partition.isOver);
    // Asked after the partitions were claimed: what their owner before writes now, we shall notice.
    const kept = (await patiently(() => store.prefixes(), isOver)) ?? [];
    const known = config.assets.filter(({ prefix }) => !prefix.includes('*')).map(({ prefix }) => prefix);
    const adopting = [...new Set([...known, ...kept])].map(async (prefix) => {
      const partition = gained.find(({ number }) => number === partitionOf(prefix));
      const asset = configOf(config, prefix);
      if (partition?.isOver === false && asset !== undefined) await this.adopt(partition, prefix, asset);
    });
    await Promise.all(adopting);
    this.restoring -= positions.size;
    const still = gained.filter((partition) => !partition.isOver && !partition.isLeaving);
    if (still.length > 0) intake.join(still);
  }

  /** Takes an asset into our hands, as it was left. Undefined when there are too many. Rejects with `BusError`. */
  async adopt(partition: Partition, prefix: string, config: AssetConfig): Promise<HeldAsset | undefined> {
    const { fleet, store, outputs, log } = this.options;
    const watched = fleet.find(prefix, config);
    if (watched === undefined) return undefined;
    const owner = {
      isOurs: () => this.isOurs(partition),
      refused: (error: Error): void => this.refuse(held, error),
    };
    const held: HeldAsset = { watched, source: new Source(owner), saidUpTo: 0, kept: undefined, refusal: undefined };
    partition.assets.set(prefix, held);
    try {
      held.kept = await patiently(
        () => store.restore(watched),
        () => partition.isOver,
      );
      if (!partition.isOver) await outputs.open(held.source, outputSubjects(config, prefix));
    } catch (error) {
      if (error instanceof BusError) throw error;
      this.refuse(held, error as Error);
    }
    held.saidUpTo = held.source.saidUpTo;
    // What is noted as had is in a checkpoint, unless somebody took that away.
    if (held.kept === undefined && held.saidUpTo > 0 && held.saidUpTo <= partition.floor)
      log.warn({ asset: prefix }, 'its checkpoint is gone: begins anew');
    return held;
  }

  lose(n: number): void {
    const partition = this.partitions.get(n);
    if (partition === undefined) return;
    if (!partition.isLeaving) this.options.onLost(n);
    this.remove(partition);
  }

  giveBack(n: number): void {
    const partition = this.partitions.get(n);
    if (partition === undefined || partition.isLeaving) return;
    this.leave(partition);
  }

  /** Writes the checkpoints of every `turns`-th partition; called again and again. */
  saveSome(turns: number): void {
    this.turn = (this.turn + 1) % turns;
    for (const partition of this.partitions.values()) if (partition.number % turns === this.turn) this.save(partition);
  }

  /** Writes all and gives it back. Resolves when that is done. */
  async handOver(): Promise<void> {
    for (const partition of this.partitions.values()) if (!partition.isLeaving) this.leave(partition);
    while (this.partitions.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Lets go of all as it is. */
  clear(): void {
    for (const partition of this.partitions.values()) this.remove(partition);
  }

  private leave(partition: Partition): void {
    partition.isLeaving = true;
    this.options.intake.leave(partition);
    this.save(partition);
  }

  private save(partition: Partition): void {
    if (partition.isSaving) return;
    partition.isSaving = true;
    this.saveUntilLeft(partition)
      .catch((error: unknown) => this.options.onFailed(error))
      .finally(() => (partition.isSaving = false));
  }

  private async saveUntilLeft(partition: Partition): Promise<void> {
    for (let isLast = false; !isLast && !partition.isOver;) {
      isLast = partition.isLeaving;
      const beganAtMs = performance.now();
      const position = await this.saveAssets(partition);
      if (partition.isOver) return;
      await patiently(
        () => this.note(partition, position, isLast),
        () => partition.isOver,
      );
      partition.notedAtMs = beganAtMs;
      if (isLast) this.remove(partition);
      // Meanwhile it may have been told to leave.
      else isLast = !partition.isLeaving;
    }
  }

  /** Writes the assets as they are now, once what they have said is stored. The position that is right then; undefined when the one noted must stay. */
  private async saveAssets(partition: Partition): Promise<number | undefined> {
    const { store, outputs, sharing } = this.options;
    const { position } = partition;
    const assets = [...partition.assets.values()];
    const snapshots = assets.flatMap((held) => {
      if (held.refusal !== undefined) return [];
      const snapshot = store.snapshot(held.watched, held.kept, held.source.lastSequence);
      return snapshot === undefined ? [] : { held, snapshot };
    });
    await outputs.stored(assets.map((held) => held.source));
    const writing = snapshots.map(async ({ held, snapshot }) => {
      const isOver = (): boolean => partition.isOver || held.refusal !== undefined;
      const write = (): Promise<boolean> => this.write(held, snapshot);
      return (await patiently(write, isOver)) ?? true;
    });
    const isWritten = (await Promise.all(writing)).every(Boolean);
    if (!isWritten && !partition.isOver) sharing().drop(partition.number);
    return assets.some(({ refusal }) => refusal !== undefined) ? undefined : position;
  }

  /** False when another has written it since we read it. */
  private async write(held: HeldAsset, snapshot: Snapshot): Promise<boolean> {
    const kept = await this.options.store.write(snapshot, held.kept);
    if (kept !== undefined) held.kept = kept;
    return kept !== undefined;
  }

  private async note(partition: Partition, position: number | undefined, isLast: boolean): Promise<void> {
    const { number } = partition;
    if (isLast) await this.options.sharing().release(number, position);
    else if (position !== undefined && position > partition.noted) {
      await this.options.sharing().note(number, position);
      partition.noted = position;
    }
  }

  private isOurs(partition: Partition): Promise<boolean> {
    const asked = patiently(
      () => this.options.sharing().isOurs(partition.number),
      () => partition.isOver,
    );
    return asked.then((is) => is === true);
  }

  private remove(partition: Partition): void {
    if (partition.isOver) return;
    const { intake, outputs, fleet } = this.options;
    partition.isOver = true;
    intake.leave(partition);
    this.partitions.delete(partition.number);
    for (const [prefix, held] of partition.assets) {
      outputs.forget(held.source);
      fleet.remove(prefix);
    }
  }

  private refuse(held: HeldAsset, error: Error): void {
    if (held.refusal !== undefined) return;
    held.refusal = error;
    this.options.outputs.forget(held.source);
    this.options.log.error({ asset: held.watched.twin.prefix, error }, 'cannot go on with an asset');
  }
}
