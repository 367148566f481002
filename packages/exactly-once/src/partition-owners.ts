import { BusError, type KeyChange, type KeyValue } from '@twin/bus';

/** What the bucket says of a partition. Whoever takes it changes it by compare-and-set, so that its owner before can change it no more. */
export interface Holding {
  /** `''`: nobody. */
  readonly owner: string;
  /** Sequence up to which its owner need not read again: all that follows from it is stored, and kept in whatever checkpoints there are. */
  readonly position: number;
}

interface Known extends Holding {
  /** 0: there is nothing in the bucket. */
  readonly revision: number;
}

/** The number of a partition follows. */
export const partitionKey = '=sharing.partition.';

const nobody: Known = { owner: '', position: 0, revision: 0 };

export interface PartitionOwnersOptions {
  readonly bucket: KeyValue;
  readonly me: string;
  readonly partitions: number;
  readonly onChange: (partition: number, ownerBefore: string) => void;
}

/** The owners of the partitions as the bucket has them, and changes of it. */
export class PartitionOwners {
  private readonly bucket: KeyValue;
  private readonly me: string;
  private readonly onChange: (partition: number, ownerBefore: string) => void;
  private readonly known: Known[];

  constructor({ bucket, me, partitions, onChange }: PartitionOwnersOptions) {
    this.bucket = bucket;
    this.me = me;
    this.onChange = onChange;
    this.known = Array.from({ length: partitions }, () => nobody);
  }

  get all(): readonly Holding[] {
    return this.known;
  }

  of(partition: number): Holding {
    return this.known[partition]!;
  }

  /** Takes note of a change, unless we know of a later one. */
  heard(change: KeyChange): void {
    const partition = Number(change.key.slice(partitionKey.length));
    const before = this.known[partition];
    if (before === undefined || change.revision <= before.revision) return;
    this.known[partition] =
      change.kind === 'delete' ? nobody : { ...holdingIn(change.value), revision: change.revision };
    this.onChange(partition, before.owner);
  }

  /** Asks the bucket itself. */
  async ask(partition: number): Promise<void> {
    const entry = await this.bucket.get(`${partitionKey}${partition}`);
    if (entry !== undefined) this.heard({ kind: 'put', ...entry });
  }

  /**
   * False when another has changed it since, or when `isMeant` is false by then: what was lost and taken again meanwhile is not written as it was before.
   * Rejects with `BusError`: then it may have happened.
   */
  async write(partition: number, holding: Holding, isMeant: () => boolean): Promise<boolean> {
    const key = `${partitionKey}${partition}`;
    const value = new TextEncoder().encode(JSON.stringify(holding));
    for (;;) {
      const before = this.known[partition]!;
      try {
        const revision = await (before.revision === 0
          ? this.bucket.create(key, value)
          : this.bucket.update(key, value, before.revision));
        if (revision > this.known[partition]!.revision) this.known[partition] = { ...holding, revision };
        return true;
      } catch (error) {
        if (!(error instanceof BusError) || error.code !== 'conflict') throw error;
        await this.ask(partition);
        const now = this.known[partition]!;
        // A change of ours whose answer was lost is ours all the same.
        const isOurs = before.owner === this.me && now.owner === this.me;
        if (!isOurs || !isMeant() || now.revision === before.revision) return false;
      }
    }
  }
}

function holdingIn(value: Uint8Array): Holding {
  return JSON.parse(new TextDecoder().decode(value)) as Holding;
}
