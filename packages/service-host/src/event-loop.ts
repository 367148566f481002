const tickMs = 100;

/** How late timers are: what a blocked event loop shows. Remembers the worst of the last seconds. */
export class EventLoopWatch {
  readonly #timer: NodeJS.Timeout;
  readonly #rememberMs: number;
  #dueAtMs = performance.now() + tickMs;
  #worstMs = 0;
  #worstAtMs = -Infinity;

  constructor(rememberMs = 5_000) {
    this.#rememberMs = rememberMs;
    this.#timer = setInterval(() => this.#tick(), tickMs).unref();
  }

  /** The worst lag of the last seconds, the present one included. */
  lagMs(): number {
    const nowMs = performance.now();
    const present = Math.max(0, nowMs - this.#dueAtMs);
    return nowMs - this.#worstAtMs > this.#rememberMs ? present : Math.max(present, this.#worstMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const nowMs = performance.now();
    const lag = Math.max(0, nowMs - this.#dueAtMs);
    this.#dueAtMs = nowMs + tickMs;
    if (lag < this.#worstMs && nowMs - this.#worstAtMs <= this.#rememberMs) return;
    this.#worstMs = lag;
    this.#worstAtMs = nowMs;
  }
}
