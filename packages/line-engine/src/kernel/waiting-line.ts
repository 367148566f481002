/** Whoever can stand in a line; lower priority numbers go first. */
export interface Waiter {
  readonly priority: number;
}

/** A line of waiting stations: by priority, then in order of arrival. Allocates only when it has never been so long. */
export class WaitingLine<Who extends Waiter> {
  readonly #who: Who[] = [];
  #count = 0;

  get length(): number {
    return this.#count;
  }

  /** The first in line; only when there is one. */
  first(): Who {
    return this.#who[0]!;
  }

  join(one: Who): void {
    let place = this.#count++;
    while (place > 0 && this.#who[place - 1]!.priority > one.priority) {
      this.#who[place] = this.#who[place - 1]!;
      place--;
    }
    this.#who[place] = one;
  }

  leaveFirst(): Who {
    const first = this.#who[0]!;
    this.#closeUp(0);
    return first;
  }

  leave(one: Who): void {
    for (let place = 0; place < this.#count; place++) {
      if (this.#who[place] !== one) continue;
      this.#closeUp(place);
      return;
    }
  }

  /** Everyone in line, first in line first. */
  everyone(): readonly Who[] {
    return this.#who.slice(0, this.#count);
  }

  empty(): void {
    this.#count = 0;
  }

  #closeUp(from: number): void {
    this.#count--;
    for (let place = from; place < this.#count; place++) this.#who[place] = this.#who[place + 1]!;
  }
}
