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

/** What the bucket holds of an asset, as whoever has it in hands read or wrote it last. */
export interface Kept {
  readonly revision: number;
  readonly inputSequence: number;
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

  constructor(bucket: KeyValue, inputStream: string) {
    this.bucket = bucket;
    this.inputStream = inputStream;
  }

  /** Assets that have a checkpoint. Other keys have a `=`, which no prefix has. */
  async prefixes(): Promise<readonly string[]> {
    return (await this.bucket.keys()).filter((key) => !key.includes('='));
  }

  /**
   * Puts an asset into the state it was left in; undefined when there is no checkpoint. Throws `BusError`, and for one that does not fit an error with the command
   * to begin anew: nothing begins anew by itself.
   */
  async restore(asset: WatchedAsset): Promise<Kept | undefined> {
    const { prefix } = asset.twin;
    const entry = await this.bucket.get(prefix);
    if (entry === undefined) return undefined;
    try {
      asset.memory = this.memoryIn(entry.value, asset);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(
        `the checkpoint of ${prefix} does not fit: ${why}. To begin anew: nats kv del ${this.bucket.name} ${prefix}`,
        { cause: error },
      );
    }
    return { revision: entry.revision, inputSequence: asset.twin.lastSequence };
  }

  /** Undefined when the asset has not gone on since `kept`. */
  snapshot({ twin, memory }: WatchedAsset, kept: Kept | undefined, outputSequence: number): Snapshot | undefined {
    const { prefix, lastSequence: inputSequence, modelHash, timeMs: twinTimeMs } = twin;
    if (inputSequence === (kept?.inputSequence ?? 0)) return undefined;
    const state = new TextEncoder().encode(JSON.stringify({ memory } satisfies State));
    const { inputStream } = this;
    const of = { asset: prefix, modelHash, engine, inputStream, inputSequence, outputSequence, twinTimeMs };
    return { prefix, inputSequence, bytes: encodeCheckpoint({ ...of, stateVersion, state }) };
  }

  /** In the place of `kept`; what is kept then, or undefined when another has written it since. */
  async write({ prefix, inputSequence, bytes }: Snapshot, kept: Kept | undefined): Promise<Kept | undefined> {
    try {
      const revision =
        kept === undefined
          ? await this.bucket.create(prefix, bytes)
          : await this.bucket.update(prefix, bytes, kept.revision);
      return { revision, inputSequence };
    } catch (error) {
      if (!(error instanceof BusError) || error.code !== 'conflict') throw error;
      const there = await this.bucket.get(prefix);
      // A change of ours whose answer was lost is ours all the same.
      const isOurs = there !== undefined && Buffer.compare(there.value, bytes) === 0;
      return isOurs ? { revision: there.revision, inputSequence } : undefined;
    }
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
