import { Countdown, hazardOf, TrialPerCycle, UseClock, type Chance, type ChanceMemory } from '../random/chance.ts';
import { unitExponentialLaw, type Distribution } from '../random/distribution.ts';
import { openStream, playBack, type Stream } from '../random/stream.ts';
import type { Delay, Trial } from '../station/setup.ts';

/** Decisions given from outside instead of drawn: uniforms in order of use, by `station/purpose`. */
export type Draws = Readonly<Record<string, readonly number[]>>;

/** What the chance of a run hangs on. */
export interface ChanceSource {
  readonly seed: number;
  readonly replication: number;
  /** A draw a cycle, or one an event: the same law. */
  readonly trials: 'countdown' | 'per-cycle';
  readonly draws?: Draws | undefined;
}

/** All chance of a run as plain data: where each stream stands, what each countdown and clock remembers. */
export interface ChanceState {
  readonly streams: Readonly<Record<string, unknown>>;
  readonly memories: Readonly<Record<string, ChanceMemory>>;
}

/** Opens the streams of a run, each under its name seed/replication/station/purpose, and keeps them. */
export class ChanceBook {
  readonly #source: ChanceSource;
  readonly #from: ChanceState | undefined;
  readonly #streams = new Map<string, Stream>();
  readonly #kept = new Map<string, { save(): ChanceMemory }>();

  /** `from`: what `save()` gave. */
  constructor(source: ChanceSource, from?: ChanceState) {
    this.#source = source;
    this.#from = from;
  }

  stream(station: string, purpose: string): Stream {
    const key = `${station}/${purpose}`;
    const { seed, replication, draws } = this.#source;
    const from = this.#from?.streams[key];
    const stream =
      draws === undefined
        ? openStream(`${seed}/${replication}/${key}`, from)
        : playBack(key, Object.hasOwn(draws, key) ? draws[key]! : [], from);
    this.#streams.set(key, stream);
    return stream;
  }

  delay(station: string, purpose: string, timeS: Distribution): Delay {
    return { timeS, stream: timeS.variance === 0 ? drawsNothing : this.stream(station, purpose) };
  }

  /** Something that happens to a share of cycles or items; undefined when it never does. */
  trial(station: string, purpose: string, probability: number): Trial | undefined {
    if (probability === 0) return undefined;
    return { chance: this.chance(station, purpose, unitExponentialLaw), hazard: hazardOf(probability) };
  }

  /** Something that happens in a trial with what it uses up of a unit-exponential amount: `hazardOf` a probability. */
  chance(station: string, purpose: string, amount: Distribution): Chance {
    if (this.#source.trials === 'countdown') return this.countdown(station, purpose, amount);
    return this.#keep(station, purpose, new TrialPerCycle(this.stream(station, purpose)));
  }

  /** Something that happens in the trial that uses up the rest of an amount of this law. */
  countdown(station: string, purpose: string, amount: Distribution): Countdown {
    const memory = this.#memory(station, purpose);
    return this.#keep(station, purpose, new Countdown(amount, this.stream(station, purpose), memory));
  }

  /** Something that happens when an amount of this law is used up. */
  clock(station: string, purpose: string, amount: Distribution): UseClock {
    const memory = this.#memory(station, purpose);
    return this.#keep(station, purpose, new UseClock(amount, this.stream(station, purpose), memory));
  }

  save(): ChanceState {
    return {
      streams: Object.fromEntries([...this.#streams].map(([key, stream]) => [key, stream.save()])),
      memories: Object.fromEntries([...this.#kept].map(([key, chance]) => [key, chance.save()])),
    };
  }

  #memory(station: string, purpose: string): ChanceMemory | undefined {
    return this.#from?.memories[`${station}/${purpose}`];
  }

  #keep<One extends { save(): ChanceMemory }>(station: string, purpose: string, chance: One): One {
    this.#kept.set(`${station}/${purpose}`, chance);
    return chance;
  }
}

/** The stream of a time that is always the same. */
const drawsNothing: Stream = {
  next: () => {
    throw new Error('a time that is always the same draws nothing');
  },
  save: () => undefined,
};
