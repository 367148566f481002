import type { KeyChange, KeyValue, KeyWatch } from '@twin/bus';
import { passes } from './durable-places.ts';
import { PartitionOwners, partitionKey } from './partition-owners.ts';
import { shares } from './partitions.ts';

/** None of these can be a prefix: those have no `=`. */
const keys = {
  form: '=sharing.form',
  instance: '=sharing.instance.',
  all: '=sharing.>',
} as const;

/** An instance is heard so often in its lease time, and dead when it has missed so many turns in which we were heard. */
const beats = 4;

export interface SharingOptions {
  readonly bucket: KeyValue;
  /** A name no other process ever had. */
  readonly me: string;
  readonly leaseMs: number;
  /** What all who share must have in common, as text. */
  readonly form: string;
  /** Partitions that are ours from now on, with their positions. */
  readonly onGained: (positions: ReadonlyMap<number, number>, taken: number) => Promise<void>;
  /** One we have no more. */
  readonly onLost: (partition: number) => void;
  /** One above our share: to be written and released. */
  readonly onSpare: (partition: number) => void;
  readonly onChange: () => void;
  readonly onFailed: (error: unknown) => void;
}

const text = new TextDecoder();
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

/**
 * Which partitions are ours. Instances announce themselves in a bucket again and again and see each other there; each takes its fair share of what nobody
 * or a dead one owns, and gives back what is above it. No clock is asked: an instance is dead when it was silent while we were heard. This saves work
 * and is quick; what keeps the outputs right is that they are fenced.
 */
export class Sharing {
  private readonly options: SharingOptions;
  private readonly watch: KeyWatch;
  private readonly timer: NodeJS.Timeout;
  private readonly owners: PartitionOwners;
  private readonly held = new Set<number>();
  /** Turns in which we were heard and they were not. */
  private readonly silence = new Map<string, number>();
  private isHeard = false;
  private isBeating = false;
  private isBalancing = false;
  /** Something has changed since shares were looked at. */
  private isDue = false;
  private isOver = false;

  private constructor(options: SharingOptions) {
    this.options = options;
    this.owners = new PartitionOwners(options.bucket, options.me, (n, before) => this.changed(n, before));
    this.watch = options.bucket.watch(keys.all);
    void this.listen();
    this.timer = setInterval(() => void this.beat(), options.leaseMs / beats);
    void this.beat();
  }

  /** Throws when the bucket is shared in another form. */
  static async open(options: SharingOptions): Promise<Sharing> {
    const { bucket, form } = options;
    let entry = await bucket.get(keys.form);
    if (entry === undefined) {
      await bucket.create(keys.form, bytes(form)).catch(() => undefined);
      entry = await bucket.get(keys.form);
    }
    const there = entry === undefined ? 'nothing' : text.decode(entry.value);
    if (there !== form)
      throw new Error(
        `${bucket.name} is shared in another way: ${there}, not ${form}. Instances that share must be alike; for others another bucket (TWIN_CHECKPOINTS)`,
      );
    return new Sharing(options);
  }

  /** Partitions in our hands. */
  get count(): number {
    return this.held.size;
  }

  /** Why we have not what we should have. */
  get awaits(): string | undefined {
    return this.isHeard ? shares(this.view()).awaits : 'not heard by the others yet';
  }

  /** Notes how far a partition is. False when it is ours no more. */
  note(partition: number, position: number): Promise<boolean> {
    return this.owners.write(partition, { owner: this.options.me, position });
  }

  /** Gives a partition back. */
  async release(partition: number, position: number | undefined): Promise<void> {
    const last = position ?? this.owners.of(partition).position;
    const isOurs = await this.owners.write(partition, { owner: '', position: last });
    if (isOurs) this.held.delete(partition);
    this.options.onChange();
  }

  /** What we hold of it is not right any more: it is to be taken anew. */
  drop(partition: number): void {
    if (!this.held.delete(partition)) return;
    this.options.onLost(partition);
    void this.balance();
  }

  /** Asks the bucket itself. */
  async isOurs(partition: number): Promise<boolean> {
    await this.owners.ask(partition);
    return this.held.has(partition);
  }

  /** Takes and gives no more; what is ours is released by `release`, and `close` ends it. */
  stop(): void {
    this.isOver = true;
    clearInterval(this.timer);
  }

  async close(): Promise<void> {
    this.stop();
    this.watch.stop();
    await this.options.bucket.delete(`${keys.instance}${this.options.me}`).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    if (this.isBeating || this.isOver) return;
    this.isBeating = true;
    const { bucket, me, onFailed } = this.options;
    try {
      await bucket.put(`${keys.instance}${me}`, bytes(me));
    } catch (error) {
      if (!passes(error) && !this.isOver) onFailed(error);
    }
    this.isBeating = false;
  }

  private async listen(): Promise<void> {
    try {
      for await (const change of this.watch) this.heard(change);
    } catch (error) {
      if (!this.isOver) this.options.onFailed(error);
    }
  }

  private heard(change: KeyChange): void {
    const { key } = change;
    if (key.startsWith(partitionKey)) this.owners.heard(change);
    if (!key.startsWith(keys.instance)) return;
    const instance = key.slice(keys.instance.length);
    if (change.kind === 'delete') this.silence.delete(instance);
    else this.silence.set(instance, 0);
    if (instance === this.options.me) {
      this.isHeard = true;
      for (const [other, turns] of this.silence) if (other !== instance) this.silence.set(other, turns + 1);
    }
    void this.balance();
  }

  private changed(partition: number, before: string): void {
    const { owner } = this.owners.of(partition);
    if (owner !== this.options.me && this.held.delete(partition)) this.options.onLost(partition);
    this.options.onChange();
    if (owner !== before) void this.balance();
  }

  private view() {
    const { me } = this.options;
    const alive = new Set([me]);
    for (const [instance, turns] of this.silence) if (turns <= beats) alive.add(instance);
    // What bears our name and is not in our hands was taken without our learning of it, or dropped: it is to be taken again.
    const owners = this.owners.all.map(({ owner }, n) => (owner === me && !this.held.has(n) ? '' : owner));
    return { me, alive, owners };
  }

  private async balance(): Promise<void> {
    this.isDue = true;
    if (this.isBalancing || !this.isHeard) return;
    this.isBalancing = true;
    try {
      while (this.isDue && !this.isOver) {
        this.isDue = false;
        const { take, giveBack } = shares(this.view());
        for (const partition of giveBack) this.options.onSpare(partition);
        if (take.length > 0) await this.take(take);
        await this.bury();
      }
    } catch (error) {
      if (!passes(error) && !this.isOver) this.options.onFailed(error);
    }
    this.isBalancing = false;
    this.options.onChange();
  }

  private async take(partitions: readonly number[]): Promise<void> {
    const { me, onGained } = this.options;
    const gained = new Map<number, number>();
    let taken = 0;
    const claim = async (n: number): Promise<void> => {
      const { owner, position } = this.owners.of(n);
      const isDone = await this.owners.write(n, { owner: me, position }).catch(() => false);
      // Meanwhile another may have found us dead.
      if (!isDone || this.isOver || this.owners.of(n).owner !== me) return;
      this.held.add(n);
      gained.set(n, position);
      if (owner !== '' && owner !== me) taken++;
    };
    await Promise.all(partitions.map(claim));
    if (gained.size > 0) await onGained(gained, taken);
  }

  /** Who is dead and owns nothing is forgotten. */
  private async bury(): Promise<void> {
    for (const [instance, turns] of this.silence) {
      if (turns <= 2 * beats || this.owners.all.some(({ owner }) => owner === instance)) continue;
      this.silence.delete(instance);
      await this.options.bucket.delete(`${keys.instance}${instance}`);
    }
  }
}
