/**
 * Ctrl-C, and being told to stop. Once: what is running is finished and reported, nothing new is begun. Twice: the process
 * ends at once.
 */
export class Interrupt {
  #isRaised = false;
  readonly #tell: (text: string) => void;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
    process.on('SIGINT', this.#raise);
    process.on('SIGTERM', this.#raise);
  }

  get isRaised(): boolean {
    return this.#isRaised;
  }

  /** Signals do again what they did before. */
  close(): void {
    process.off('SIGINT', this.#raise);
    process.off('SIGTERM', this.#raise);
  }

  readonly #raise = (): void => {
    if (this.#isRaised) process.exit(130);
    this.#isRaised = true;
    this.#tell('\nscenario-runner: stopping; what is running is finished and reported. Once more: stop at once.\n');
  };
}
