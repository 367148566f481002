import type { KeyChange, KeyValue, KeyWatch } from '@twin/bus';
import { ExactlyOnceError } from './exactly-once-error.ts';
import { PartitionOwners, partitionKey, type Holding } from './partition-owners.ts';
import { hashName, shares } from './partitions.ts';
import { passes } from './patience.ts';

/** All begin with `=sharing.`; the bucket may hold other keys beside them. */
const keys = {
  form: '=sharing.form',
  instance: '=sharing.instance.',
  all: '=sharing.>',
} as const;

/** An instance is heard so often in its lease time, and dead when it has missed so many turns in which we were heard. */
const beats = 4;

export interface SharingOptions {
  /** Keys that begin with `=sharing.` are ours; others may stand beside them. */
  readonly bucket: KeyValue;
  /** A name no other process ever had; fit for a key of the bucket. */
  readonly me: string;
  /** How many there are to share, from 1; the same for all. More instances than that have nothing to do. */
  readonly partitions: number;
  /** An instance that is killed has its partitions taken by others within 1.25 of these. It is heard four times in it. */
  readonly leaseMs: number;
  /** What else all who share must have in common: the names of their streams, say. The first notes it in the bucket. */
  readonly form: Readonly<Record<string, string>>;
  /**
   * Partitions that are ours from now on, with the positions noted of them (0: none), and how many of them another had, who is dead. Nothing more is taken
   * until it resolves. What it rejects with goes to `onFailed`, unless it passes.
   */
  readonly onGained: (positions: ReadonlyMap<number, number>, ofTheDead: number) => Promise<void>;
  /** One we have no more: another has taken it, or `drop` was called. May be told of one that is being released, too. */
  readonly onLost: (partition: number) => void;
  /** One above our share: to be written and released. Told again until it is. */
  readonly onSpare: (partition: number) => void;
  /** Told when `count` or `awaits` may have changed. */
  readonly onChange: () => void;
  /** Told what ends sharing: `BusError` `missing` (the bucket is gone) or another that does not pass. To be answered with `close`. */
  readonly onFailed: (error: unknown) => void;
}

const text = new TextDecoder();
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

/**
 * Which partitions are ours. Instances announce themselves in a bucket again and again and see each other there; each takes its fair share of what nobody
 * or a dead one owns, and gives back what is above it. No clock is asked: an instance is dead when it was silent while we were heard. This saves work
 * and is quick; what keeps the outputs right is that they are fenced: for a while two may hold the same partition, of which one does not know better yet.
 */
export class Sharing {
  private readonly options: SharingOptions;
  private readonly watch: KeyWatch;
  private readonly timer: NodeJS.Timeout;
  private readonly owners: PartitionOwners;
  /** Partitions in our hands, each with what tells this time of holding it from others before. */
  private readonly held = new Map<number, symbol>();
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
    const { bucket, me, partitions } = options;
    this.owners = new PartitionOwners({ bucket, me, partitions, onChange: (n, before) => this.changed(n, before) });
    this.watch = bucket.watch(keys.all);
    void this.listen();
    this.timer = setInterval(() => void this.beat(), options.leaseMs / beats);
    void this.beat();
  }

  /** Begins to share. Rejects with `ExactlyOnceError` `shared-otherwise` when others share the bucket in another form, and with `BusError`. */
  static async open(options: SharingOptions): Promise<Sharing> {
    const { bucket, partitions } = options;
    const form = JSON.stringify({ partitions, hash: hashName, ...options.form });
    let entry = await bucket.get(keys.form);
    if (entry === undefined) {
      await bucket.create(keys.form, bytes(form)).catch(() => undefined);
      entry = await bucket.get(keys.form);
    }
    const there = entry === undefined ? 'nothing' : text.decode(entry.value);
    if (there !== form)
      throw new ExactlyOnceError(
        'shared-otherwise',
        `${bucket.name} is shared in another way: ${there}, not ${form}. Instances that share must be alike; for others another bucket`,
      );
    return new Sharing(options);
  }

  /** Partitions in our hands. */
  get count(): number {
    return this.held.size;
  }

  /** Why we have not what we should have; undefined when we have. */
  get awaits(): string | undefined {
    return this.isHeard ? shares(this.view()).awaits : 'not heard by the others yet';
  }

  /** Notes how far a partition is: a sequence of the input. False when it is ours no more. Rejects with `BusError`; after `timeout` it may be noted. */
  note(partition: number, position: number): Promise<boolean> {
    return this.writeOurs(partition, { owner: this.options.me, position });
  }

  /** Gives a partition back, with a new position or the one noted before. Rejects with `BusError`: then it is to be released again. */
  async release(partition: number, position: number | undefined): Promise<void> {
    const last = position ?? this.owners.of(partition).position;
    const hold = this.held.get(partition);
    const isDone = await this.writeOurs(partition, { owner: '', position: last });
    if (isDone && this.held.get(partition) === hold) this.held.delete(partition);
    this.options.onChange();
  }

  /** What we hold of it is not right any more: `onLost` now, and somebody's `onGained` soon, with the position that is noted. */
  drop(partition: number): void {
    if (!this.held.delete(partition)) return;
    this.options.onLost(partition);
    void this.balance();
  }

  /** Whether a partition is ours, asked of the bucket itself. Rejects with `BusError`. */
  async isOurs(partition: number): Promise<boolean> {
    await this.owners.ask(partition);
    return this.held.has(partition);
  }

  /** Takes and gives no more; what is ours is released by `release`, and `close` ends it. */
  stop(): void {
    this.isOver = true;
    clearInterval(this.timer);
  }

  /** Is heard no more, at once: what was not released others take. Never rejects. */
  async close(): Promise<void> {
    this.stop();
    this.watch.stop();
    await this.options.bucket.delete(`${keys.instance}${this.options.me}`).catch(() => undefined);
  }

  /** Else whoever has learnt that a partition is another's could take it from there. */
  private writeOurs(partition: number, holding: Holding): Promise<boolean> {
    const hold = this.held.get(partition);
    if (hold === undefined) return Promise.resolve(false);
    return this.owners.write(partition, holding, () => this.held.get(partition) === hold);
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
      const isMeant = (): boolean => !this.isOver && !this.held.has(n);
      const isDone = await this.owners.write(n, { owner: me, position }, isMeant).catch(() => false);
      // Meanwhile another may have found us dead.
      if (!isDone || this.isOver || this.owners.of(n).owner !== me) return;
      this.held.set(n, Symbol(n));
      gained.set(n, position);
      if (owner !== '' && owner !== me) taken++;
    };
    await Promise.all(partitions.map(claim));
    // While others were being claimed.
    for (const n of gained.keys()) if (!this.held.has(n)) gained.delete(n);
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
