/** Silent for so long with messages pending: worth a question. */
const suspiciousMs = 1_000;

/**
 * Notices when a consumer may have passed over messages it should have delivered: each says how many are still pending,
 * and that number falls by one from one to the next, unless messages came, were removed, or were passed over.
 */
export class PassedOverWatch {
  #pending: number | undefined;
  #waitingSinceMs: number | undefined;

  /** A new consumer, with so many to deliver. */
  begins(pending: number): void {
    this.#pending = pending;
    this.#waitingSinceMs = performance.now();
  }

  /** A message came. True when fewer are pending after it than should be. */
  arrives(pending: number): boolean {
    const isShort = this.#pending !== undefined && pending < this.#pending - 1;
    this.#pending = pending;
    this.#waitingSinceMs = undefined;
    return isShort;
  }

  /** The reader wants the next. */
  waits(): void {
    this.#waitingSinceMs = performance.now();
  }

  /** Messages should be there, and none has come for a while. */
  get isSuspicious(): boolean {
    const { pending, sinceMs } = { pending: this.#pending ?? 0, sinceMs: this.#waitingSinceMs };
    return pending > 0 && sinceMs !== undefined && performance.now() - sinceMs > suspiciousMs;
  }
}
