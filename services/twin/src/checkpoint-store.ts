import { BusError, type KeyValue } from '@twin/bus';
import { decodeCheckpoint, encodeCheckpoint } from '@twin/codecs';
import type { AssetMemory, WatchedAsset } from './watched-asset.ts';

/** The form of `state` below. */
const stateVersion = 1;
/** Another V8 may round otherwise. */
const engine = `v8 ${process.versions.v8.split('.')[0]}`;

interface State {
  readonly memory: AssetMemory;
}

/** An asset as it was at one moment, to be written once what it had said by then is stored. */
export interface Snapshot {
  readonly prefix: string;
  readonly inputSequence: number;
  readonly bytes: Uint8Array;
}

/** Checkpoints of assets in a bucket, each under its prefix, written by compare-and-set: two writers notice each other. */
export class CheckpointStore {
  private readonly bucket: KeyValue;
  private readonly inputStream: string;
  /** Of the assets in our hands: what the bucket holds. */
  private readonly known = new Map<string, { readonly revision: number; readonly inputSequence: number }>();

  constructor(bucket: KeyValue, inputStream: string) {
    this.bucket = bucket;
    this.inputStream = inputStream;
  }

  /** Assets that have a checkpoint. Other keys have a `=`, which no prefix has. */
  async prefixes(): Promise<readonly string[]> {
    return (await this.bucket.keys()).filter((key) => !key.includes('='));
  }

  /**
   * Puts an asset into the state it was left in; false when there is no checkpoint. Throws `BusError`, and for one that does not fit an error with the command
   * to begin anew: nothing begins anew by itself.
   */
  async restore(asset: WatchedAsset): Promise<boolean> {
    const { prefix } = asset.twin;
    const entry = await this.bucket.get(prefix);
    if (entry === undefined) return false;
    try {
      asset.memory = this.memoryIn(entry.value, asset);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(
        `the checkpoint of ${prefix} does not fit: ${why}. To begin anew: nats kv del ${this.bucket.name} ${prefix}`,
        { cause: error },
      );
    }
    this.known.set(prefix, { revision: entry.revision, inputSequence: asset.twin.lastSequence });
    return true;
  }

  /** Undefined when the asset has not gone on since it was written last. */
  snapshot({ twin, memory }: WatchedAsset, outputSequence: number): Snapshot | undefined {
    const { prefix, lastSequence: inputSequence, modelHash, timeMs: twinTimeMs } = twin;
    if (inputSequence === (this.known.get(prefix)?.inputSequence ?? 0)) return undefined;
    const state = new TextEncoder().encode(JSON.stringify({ memory } satisfies State));
    const { inputStream } = this;
    const of = { asset: prefix, modelHash, engine, inputStream, inputSequence, outputSequence, twinTimeMs };
    return { prefix, inputSequence, bytes: encodeCheckpoint({ ...of, stateVersion, state }) };
  }

  /** False when another instance has written it since we read it. */
  async write({ prefix, inputSequence, bytes }: Snapshot): Promise<boolean> {
    const before = this.known.get(prefix)?.revision;
    try {
      const revision =
        before === undefined
          ? await this.bucket.create(prefix, bytes)
          : await this.bucket.update(prefix, bytes, before);
      this.known.set(prefix, { revision, inputSequence });
      return true;
    } catch (error) {
      if (!(error instanceof BusError) || error.code !== 'conflict') throw error;
      const there = await this.bucket.get(prefix);
      // A change of ours whose answer was lost is ours all the same.
      if (there === undefined || Buffer.compare(there.value, bytes) !== 0) return false;
      this.known.set(prefix, { revision: there.revision, inputSequence });
      return true;
    }
  }

  /** The asset is in our hands no more. */
  forget(prefix: string): void {
    this.known.delete(prefix);
  }

  private memoryIn(bytes: Uint8Array, { twin: { modelHash } }: WatchedAsset): AssetMemory {
    const checkpoint = decodeCheckpoint(bytes);
    const wrong = [
      checkpoint.modelHash === modelHash ? [] : [`its model is ${checkpoint.modelHash}, ours ${modelHash}`],
      checkpoint.engine === engine ? [] : [`it was computed by ${checkpoint.engine}, this is ${engine}`],
      checkpoint.inputStream === this.inputStream
        ? []
        : [`it belongs to ${checkpoint.inputStream}, not ${this.inputStream}`],
      checkpoint.stateVersion === stateVersion ? [] : [`its form is ${checkpoint.stateVersion}, ours ${stateVersion}`],
    ].flat();
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return (JSON.parse(new TextDecoder().decode(checkpoint.state)) as State).memory;
  }
}
