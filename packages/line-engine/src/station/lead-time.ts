/** Lead times of what was shipped, s: from the entry of the oldest part to leaving the line. */
export interface LeadTime {
  readonly count: number;
  readonly meanS: number;
  readonly leastS: number;
  readonly mostS: number;
}

/** Notes what leaves the line at its end. */
export class LeadTimes {
  #count = 0;
  #sumS = 0;
  #leastS = Infinity;
  #mostS = 0;

  ship(leadS: number): void {
    this.#count++;
    this.#sumS += leadS;
    if (leadS < this.#leastS) this.#leastS = leadS;
    if (leadS > this.#mostS) this.#mostS = leadS;
  }

  summary(): LeadTime {
    const count = this.#count;
    return {
      count,
      meanS: count > 0 ? this.#sumS / count : 0,
      leastS: count > 0 ? this.#leastS : 0,
      mostS: this.#mostS,
    };
  }

  save(): readonly number[] {
    return [this.#count, this.#sumS, count0(this.#leastS), this.#mostS];
  }

  load([count, sumS, leastS, mostS]: readonly number[]): void {
    this.#count = count!;
    this.#sumS = sumS!;
    this.#leastS = count === 0 ? Infinity : leastS!;
    this.#mostS = mostS!;
  }
}

/** Infinity has no place in JSON. */
function count0(value: number): number {
  return value === Infinity ? 0 : value;
}
