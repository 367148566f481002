/** Where progress is shown. */
export interface Screen {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

const barLength = 24;
const redrawMs = 100;
/** Work that is over sooner needs no lines of progress where there is no terminal. */
const patienceMs = 1000;

/**
 * How far a piece of work is: on a terminal one line that is drawn anew, from 0 on; elsewhere a line each 10 %, for work
 * that takes longer than a second.
 */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #screen: Screen;
  readonly #beganMs = performance.now();
  #drawnMs = -Infinity;
  #tenths = 0;

  constructor(what: string, total: number, screen: Screen) {
    this.#what = what;
    this.#total = total;
    this.#screen = screen;
    if (screen.isTerminal) this.#draw(0);
  }

  at(done: number): void {
    if (this.#screen.isTerminal) {
      if (performance.now() - this.#drawnMs >= redrawMs || done >= this.#total) this.#draw(done);
      return;
    }
    const tenths = Math.floor((done / this.#total) * 10);
    if (tenths <= this.#tenths || this.#seconds() * 1000 < patienceMs) return;
    this.#tenths = tenths;
    this.#screen.write(`  ${this.#what} ${tenths * 10} % (${done}/${this.#total}), ${this.#left(done)}\n`);
  }

  /** Leaves the terminal as it was. */
  end(): void {
    if (this.#screen.isTerminal) this.#screen.write('\r\u001B[2K');
  }

  #draw(done: number): void {
    this.#drawnMs = performance.now();
    const full = Math.round((done / this.#total) * barLength);
    const bar = '━'.repeat(full) + '╌'.repeat(barLength - full);
    this.#screen.write(`\r\u001B[2K  ${this.#what} ${bar} ${done}/${this.#total}  ${this.#left(done)}`);
  }

  #seconds(): number {
    return (performance.now() - this.#beganMs) / 1000;
  }

  #left(done: number): string {
    const spentS = this.#seconds();
    if (done >= this.#total) return `${spentS.toFixed(1)} s`;
    if (done === 0) return '';
    return `about ${Math.max(1, Math.round((spentS / done) * (this.#total - done)))} s left`;
  }
}
