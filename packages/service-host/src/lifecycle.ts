import { within } from './health-server.ts';
import type { Log } from './log.ts';
import { exitCodeOfSettings, SettingsError } from './settings.ts';

/** Something that ends: gently if it can. */
export interface Closable {
  drain?(): Promise<void>;
  close?(): Promise<void> | void;
}

export interface Service {
  /** Is closed at the end, in the reverse order of owning. */
  own<T extends Closable>(what: T): T;
  /** From now on `isReady` is true, until the service stops. */
  ready(): void;
  readonly isReady: boolean;
  /** Aborts when the service is to stop: take no new work, finish what is in hand, return. */
  readonly stopping: AbortSignal;
  /** Ends the service with an error from outside its main function, such as a connection that is over. */
  fail(error: unknown): void;
}

/** What a lifecycle needs of its process; `process` is one. */
export interface HostProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  off(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): void;
}

export interface ServiceOptions {
  readonly log: Log;
  /** From the signal to the end, at most. Default 5,000. */
  readonly drainTimeoutMs?: number;
  /** Default `process`. */
  readonly host?: HostProcess;
}

/**
 * Runs a service from start to exit. SIGTERM or SIGINT aborts `stopping`; when `main` has returned, what it owns is
 * drained and closed in reverse order, and the process exits 0. It exits 1 when `main` throws, `fail` was called or the
 * time is over; at a second signal at once; 78 when the settings are wrong.
 */
export async function runService(options: ServiceOptions, main: (service: Service) => Promise<void>): Promise<void> {
  const host = options.host ?? process;
  const life = new Life(options);
  const signalled = (): void => life.signalled(host);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) host.on(signal, signalled);
  const code = await life.run(main);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) host.off(signal, signalled);
  host.exit(code);
}

class Life implements Service {
  readonly #log: Log;
  readonly #drainTimeoutMs: number;
  readonly #owned: Closable[] = [];
  readonly #stop = new AbortController();
  #failure: { readonly error: unknown } | undefined;
  #isReady = false;
  #late: () => void = () => {};
  #clock: NodeJS.Timeout | undefined;

  constructor({ log, drainTimeoutMs = 5_000 }: ServiceOptions) {
    this.#log = log;
    this.#drainTimeoutMs = drainTimeoutMs;
  }

  get isReady(): boolean {
    return this.#isReady && !this.stopping.aborted;
  }

  get stopping(): AbortSignal {
    return this.#stop.signal;
  }

  own<T extends Closable>(what: T): T {
    this.#owned.push(what);
    return what;
  }

  ready(): void {
    this.#isReady = true;
    this.#log.info('ready');
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#begin('failed');
  }

  signalled(host: HostProcess): void {
    if (!this.stopping.aborted) this.#begin('asked to stop');
    else {
      this.#log.warn('asked twice to stop: ending at once');
      host.exit(1);
    }
  }

  async run(main: (service: Service) => Promise<void>): Promise<number> {
    const late = new Promise<'late'>((resolve) => {
      this.#late = () => resolve('late');
    });
    const end = await Promise.race([this.#lived(main), late]);
    clearTimeout(this.#clock);
    if (end !== 'late') return end;
    this.#log.error({ drainTimeoutMs: this.#drainTimeoutMs }, 'not done in time: ending all the same');
    return 1;
  }

  async #lived(main: (service: Service) => Promise<void>): Promise<number> {
    try {
      await main(this);
    } catch (error) {
      // What a main function throws on its way out is no failure of its own when it was told to stop.
      if (!this.stopping.aborted || error instanceof SettingsError) this.#failure ??= { error };
      else this.#log.warn({ error }, 'ended with an error while stopping');
    }
    this.#begin('ended');
    await this.#closeAll();
    if (this.#failure === undefined) return 0;
    const { error } = this.#failure;
    if (error instanceof SettingsError) {
      this.#log.fatal({ faults: error.faults }, 'settings are wrong');
      return exitCodeOfSettings;
    }
    this.#log.fatal({ error }, 'failed');
    return 1;
  }

  /** The beginning of the end; the clock starts. */
  #begin(why: string): void {
    if (this.stopping.aborted) return;
    this.#log.info({ why }, 'stopping');
    this.#stop.abort();
    this.#clock = setTimeout(this.#late, this.#drainTimeoutMs);
  }

  async #closeAll(): Promise<void> {
    for (const one of this.#owned.toReversed()) {
      try {
        await within(this.#drainTimeoutMs, () => one.drain?.());
      } catch (error) {
        this.#log.warn({ error }, 'did not drain');
      }
      try {
        await one.close?.();
      } catch (error) {
        this.#log.warn({ error }, 'did not close');
      }
    }
  }
}
