import { BusError } from '../bus-error.ts';

/** What may go wrong in memory, each with its probability in 0 … 1. All 0 by default. */
export interface FaultRates {
  /** A message on the unacknowledged path does not reach one of its subscribers. */
  readonly loseMessage?: number;
  /** An append does not arrive: nothing is stored, nothing is answered. */
  readonly loseAppend?: number;
  /** An append is stored but its acknowledgement is lost. */
  readonly loseAck?: number;
  /** The broker answers that it cannot store now. */
  readonly refuseAppend?: number;
  /** A job's acknowledgement does not arrive: its worker is told `timeout`, and it is delivered again. */
  readonly loseJobAck?: number;
}

export type Fault = keyof FaultRates;

/** Faults that strike by chance, the same for the same seed and the same sequence of calls. */
export class SeededFaults {
  readonly #rates: FaultRates;
  /** How often each fault struck. */
  readonly struck: Record<Fault, number> = {
    loseMessage: 0,
    loseAppend: 0,
    loseAck: 0,
    refuseAppend: 0,
    loseJobAck: 0,
  };
  #state: number;

  constructor(seed: number, rates: FaultRates) {
    for (const [fault, rate] of Object.entries(rates))
      if (!(rate >= 0 && rate <= 1)) throw new BusError('invalid', `${fault} must lie in 0 … 1, not ${rate}`);
    this.#rates = rates;
    this.#state = seed | 0;
  }

  strikes(fault: Fault): boolean {
    const rate = this.#rates[fault] ?? 0;
    if (rate === 0 || this.#next() >= rate) return false;
    this.struck[fault]++;
    return true;
  }

  /** A Weyl sequence through a mixer of 32 bits (the finalizer of MurmurHash3): uniform in [0, 1). */
  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return ((z ^ (z >>> 16)) >>> 0) / 4_294_967_296;
  }
}
