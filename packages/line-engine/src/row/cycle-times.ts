import { timeColumn } from './column.ts';
import type { Delay } from '../station/setup.ts';

/** How long the next cycles of a machine of a row take: always the same, or drawn, a few ahead. */
export class CycleTimes {
  readonly timeS: number[];
  /** The next of them. */
  at = 0;
  readonly #law: Delay | undefined;
  #drawn = 0;

  constructor(cycleTimeS: number, law: Delay | undefined) {
    this.timeS = timeColumn(law === undefined ? 256 : 64).fill(cycleTimeS);
    this.#law = law;
  }

  /** How many of the next `most` cycles it knows of. */
  foresee(most: number): number {
    return this.#law === undefined ? Math.min(most, this.timeS.length) : this.#draw(this.#law, most);
  }

  /** All the next so many cycles that it has foreseen, s, but for the rounding. */
  total(cycles: number): number {
    if (this.#law === undefined) return cycles * this.timeS[0]!;
    let totalS = 0;
    for (let i = 0; i < cycles; i++) totalS += this.timeS[this.at + i]!;
    return totalS;
  }

  /** So many are over. */
  pass(cycles: number): void {
    if (this.#law === undefined) return;
    this.at += cycles;
    if (this.at < this.timeS.length) return;
    this.at = 0;
    this.#drawn = 0;
  }

  /** The next, which is over then. */
  next(): number {
    if (this.#law === undefined) return this.timeS[0]!;
    this.foresee(1);
    const timeS = this.timeS[this.at]!;
    this.pass(1);
    return timeS;
  }

  #draw({ timeS: law, stream }: Delay, most: number): number {
    const { timeS, at } = this;
    const end = Math.min(at + most, timeS.length);
    for (; this.#drawn < end; this.#drawn++) timeS[this.#drawn] = law.sample(stream);
    return end - at;
  }
}
