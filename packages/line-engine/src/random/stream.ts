import seedrandom from 'seedrandom';

/** A source of uniform numbers in [0, 1). */
export interface Stream {
  next(): number;
  /** Where it stands, as plain data. */
  save(): unknown;
}

/**
 * The stream of one source of chance in one replication. Streams of other names are unrelated, so adding or
 * changing one source of chance leaves every other as it was: scenarios share common random numbers.
 * Generator: Alea (J. Baagøe), by seedrandom, 53 bits a draw. `from` is what `save()` gave.
 */
export function openStream(name: string, from?: unknown): Stream {
  const state = from === undefined ? true : (from as seedrandom.State.Alea);
  const generator = seedrandom.alea(from === undefined ? name : '', { state });
  return { next: () => generator.double(), save: () => generator.state() };
}

/** A stream that plays back given uniforms, for tests and for replaying recorded decisions. */
export function playBack(name: string, uniforms: readonly number[], from?: unknown): Stream {
  let used = (from as number | undefined) ?? 0;
  return {
    next: () => {
      const uniform = uniforms[used++];
      if (uniform === undefined) throw new RangeError(`draws: "${name}" has only ${uniforms.length} uniforms`);
      return uniform;
    },
    save: () => used,
  };
}
