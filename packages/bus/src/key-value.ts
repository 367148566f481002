/** A value under a key. */
export interface Entry {
  readonly key: string;
  readonly value: Uint8Array;
  /** Counts every change in the bucket; the token of compare-and-set. */
  readonly revision: number;
  readonly changedAtMs: number;
}

export type KeyChange =
  | ({ readonly kind: 'put' } & Entry)
  | { readonly kind: 'delete'; readonly key: string; readonly revision: number };

/** Changes of keys, as they come; a reader too slow may miss values that were replaced, never the last. Lives through reconnects; leaving the loop stops it. */
export interface KeyWatch extends AsyncIterable<KeyChange> {
  stop(): void;
}

/** Small values under keys, changed safely by several writers. Calls reject with `missing`, `timeout`, `disconnected`, `too-large`. */
export interface KeyValue {
  readonly name: string;
  get(key: string): Promise<Entry | undefined>;
  /** Sets whatever was there; the new revision. */
  put(key: string, value: Uint8Array): Promise<number>;
  /** Sets only if the key has no value, else rejects with `conflict`. */
  create(key: string, value: Uint8Array): Promise<number>;
  /** Sets only if the key's revision is still this one, else rejects with `conflict`. */
  update(key: string, value: Uint8Array, revision: number): Promise<number>;
  /** Removes the value; with a revision only if it is still this one, else rejects with `conflict`. */
  delete(key: string, revision?: number): Promise<void>;
  /** Keys that have a value, sorted. */
  keys(pattern?: string): Promise<readonly string[]>;
  /** The present values under the pattern (default all), then every change. */
  watch(pattern?: string): KeyWatch;
}
