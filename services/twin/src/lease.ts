import { BusError, type KeyValue } from '@twin/bus';
import { Fenced } from './fenced-outputs.ts';

export interface LeaseOptions {
  readonly bucket: KeyValue;
  readonly instance: string;
  /** A holder silent for so long has lost it. */
  readonly leaseMs: number;
  readonly stopping: AbortSignal;
  /** Called once when another holds it. */
  readonly onWaiting: (holder: string) => void;
  /** Called when it is lost to another. */
  readonly onLost: (error: Fenced) => void;
}

/** Cannot be a prefix: those have no `=`. */
const leaseKey = '=lease';

const text = new TextDecoder();
const bytes = (holder: string): Uint8Array => new TextEncoder().encode(holder);

/**
 * Who may work: one of several instances, the others stand by. The holder changes a key again and again; who sees it unchanged for `leaseMs`, by
 * a clock that no one sets, takes it by compare-and-set. This saves work; what keeps the outputs right is that they are fenced.
 */
export class Lease {
  private readonly options: LeaseOptions;
  private revision: number;
  private readonly timer: NodeJS.Timeout;
  private isOver = false;

  private constructor(options: LeaseOptions, revision: number) {
    this.options = options;
    this.revision = revision;
    this.timer = setInterval(() => void this.renew(), options.leaseMs / 3);
  }

  /** Waits until it is free; undefined when it was told to stop before. */
  static async take(options: LeaseOptions): Promise<Lease | undefined> {
    const { bucket, instance, leaseMs, stopping, onWaiting } = options;
    let seen = -1;
    let seenAtMs = 0;
    let isTold = false;
    while (!stopping.aborted) {
      try {
        const entry = await bucket.get(leaseKey);
        if (entry === undefined) return new Lease(options, await bucket.create(leaseKey, bytes(instance)));
        const holder = text.decode(entry.value);
        if (entry.revision !== seen) [seen, seenAtMs] = [entry.revision, performance.now()];
        if (holder === '' || performance.now() - seenAtMs >= leaseMs)
          return new Lease(options, await bucket.update(leaseKey, bytes(instance), entry.revision));
        if (!isTold) onWaiting(holder);
        isTold = true;
      } catch (error) {
        // Another was quicker, or the server is away: look again.
        if (!(error instanceof BusError) || error.code === 'denied' || error.code === 'missing') throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, leaseMs / 10));
    }
    return undefined;
  }

  /** Lets it go, so that another may take it at once. */
  async close(): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.timer);
    await this.options.bucket.update(leaseKey, bytes(''), this.revision).catch(() => undefined);
  }

  private async renew(): Promise<void> {
    const { bucket, instance, onLost } = this.options;
    try {
      this.revision = await bucket.update(leaseKey, bytes(instance), this.revision);
    } catch (error) {
      if (this.isOver || !(error instanceof BusError) || error.code !== 'conflict') return;
      const entry = await bucket.get(leaseKey).catch(() => undefined);
      // An update whose answer was lost is ours all the same.
      if (entry !== undefined && text.decode(entry.value) === instance) this.revision = entry.revision;
      else if (entry !== undefined) {
        this.isOver = true;
        clearInterval(this.timer);
        onLost(new Fenced(`another instance, ${text.decode(entry.value)}, has taken over`));
      }
    }
  }
}
