export interface ObjectInfo {
  readonly name: string;
  readonly sizeBytes: number;
  readonly storedAtMs: number;
}

/** Large results, whole or piece by piece. Calls reject with `missing`, `timeout`, `full`. */
export interface ObjectStore {
  readonly name: string;
  /** Stores under this name, replacing what was there only when all of it has arrived. */
  put(name: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<ObjectInfo>;
  get(name: string): Promise<Uint8Array | undefined>;
  info(name: string): Promise<ObjectInfo | undefined>;
  delete(name: string): Promise<void>;
  /** Sorted by name. */
  list(): Promise<readonly ObjectInfo[]>;
}
