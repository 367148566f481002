import seedrandom from 'seedrandom';

/** A source of uniform numbers in [0, 1). */
export interface Stream {
  next(): number;
}

/**
 * The stream of one source of chance in one replication. Streams of other names are unrelated, so adding or
 * changing one source of chance leaves every other as it was: scenarios share common random numbers.
 * Generator: Alea (J. Baagøe), by seedrandom, 53 bits a draw.
 */
export function openStream(seed: number | string, replication: number, station: string, purpose: string): Stream {
  const generator = seedrandom.alea(`${seed}/${replication}/${station}/${purpose}`);
  return { next: () => generator.double() };
}

/** A stream that plays back given uniforms, for tests and for replaying recorded decisions. */
export function playBack(uniforms: readonly number[], name: string): Stream {
  let used = 0;
  return {
    next: () => {
      const uniform = uniforms[used++];
      if (uniform === undefined) throw new RangeError(`draws: "${name}" has only ${uniforms.length} uniforms`);
      return uniform;
    },
  };
}
