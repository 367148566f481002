import { BusError, type KeyValue } from '@twin/bus';
import { decodeCheckpoint, encodeCheckpoint } from '@twin/codecs';
import { Fenced, type LastOutput } from './fenced-outputs.ts';
import type { AssetMemory, WatchedAsset } from './watched-asset.ts';

/** The form of `state` below. */
const stateVersion = 1;
/** Another V8 may round otherwise. */
const engine = `v8 ${process.versions.v8.split('.')[0]}`;

/** Cannot be a prefix: those have no `=`. */
const positionKey = '=position';

/** Everything up to here is in the checkpoints. */
export interface Position {
  readonly inputSequence: number;
  readonly said: LastOutput;
}

interface State {
  readonly memory: AssetMemory;
}

/** Checkpoints of assets in a bucket, each under its prefix, written by compare-and-set: two writers notice each other. */
export class CheckpointStore {
  private readonly bucket: KeyValue;
  private readonly inputStream: string;
  private readonly revisions = new Map<string, number>();
  private readonly written = new Map<string, number>();

  constructor(bucket: KeyValue, inputStream: string) {
    this.bucket = bucket;
    this.inputStream = inputStream;
  }

  /** Assets that have a checkpoint. */
  async prefixes(): Promise<readonly string[]> {
    return (await this.bucket.keys()).filter((key) => !key.startsWith('='));
  }

  /** How far the checkpoints go; claims them: whoever wrote them before can write no more. */
  async claim(): Promise<Position | undefined> {
    const entry = await this.bucket.get(positionKey);
    if (entry === undefined) return undefined;
    this.revisions.set(
      positionKey,
      await this.fencing(() => this.bucket.update(positionKey, entry.value, entry.revision)),
    );
    return JSON.parse(new TextDecoder().decode(entry.value)) as Position;
  }

  /**
   * Puts an asset into the state it was left in. False when there is no checkpoint. Throws when there is one that does not fit: nothing begins anew by itself.
   */
  async restore(asset: WatchedAsset): Promise<boolean> {
    const { prefix, modelHash } = asset.twin;
    const entry = await this.bucket.get(prefix);
    if (entry === undefined) return false;
    const checkpoint = decodeCheckpoint(entry.value);
    const wrong = [
      checkpoint.modelHash === modelHash ? [] : [`its model is ${checkpoint.modelHash}, ours ${modelHash}`],
      checkpoint.engine === engine ? [] : [`it was computed by ${checkpoint.engine}, this is ${engine}`],
      checkpoint.inputStream === this.inputStream
        ? []
        : [`it belongs to ${checkpoint.inputStream}, not ${this.inputStream}`],
      checkpoint.stateVersion === stateVersion ? [] : [`its form is ${checkpoint.stateVersion}, ours ${stateVersion}`],
    ].flat();
    if (wrong.length > 0)
      throw new Error(
        `the checkpoint of ${prefix} does not fit: ${wrong.join('; ')}. To begin anew: nats kv del ${this.bucket.name} ${prefix}`,
      );
    asset.memory = (JSON.parse(new TextDecoder().decode(checkpoint.state)) as State).memory;
    this.written.set(prefix, asset.twin.lastSequence);
    this.revisions.set(prefix, entry.revision);
    return true;
  }

  /** Writes those that have gone on since they were written last. All their outputs must be stored by now. */
  async save(assets: Iterable<WatchedAsset>, position: Position): Promise<void> {
    for (const asset of assets) {
      const { prefix, lastSequence, modelHash, timeMs } = asset.twin;
      if (lastSequence === 0 || this.written.get(prefix) === lastSequence) continue;
      const state = new TextEncoder().encode(JSON.stringify({ memory: asset.memory } satisfies State));
      const bytes = encodeCheckpoint({
        asset: prefix,
        modelHash,
        engine,
        inputStream: this.inputStream,
        inputSequence: lastSequence,
        outputSequence: position.said.sequence,
        twinTimeMs: timeMs,
        stateVersion,
        state,
      });
      await this.write(prefix, bytes);
      this.written.set(prefix, lastSequence);
    }
    await this.write(positionKey, new TextEncoder().encode(JSON.stringify(position)));
  }

  private async write(key: string, bytes: Uint8Array): Promise<void> {
    const revision = this.revisions.get(key);
    const write = () =>
      revision === undefined ? this.bucket.create(key, bytes) : this.bucket.update(key, bytes, revision);
    this.revisions.set(key, await this.fencing(write));
  }

  private async fencing(write: () => Promise<number>): Promise<number> {
    try {
      return await write();
    } catch (error) {
      if (error instanceof BusError && error.code === 'conflict')
        throw new Fenced(`another instance has written the checkpoint: ${error.message}`);
      throw error;
    }
  }
}
