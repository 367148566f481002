import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

export interface LogOptions {
  /** Default `info`. */
  readonly level?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Default: standard output, each line written before the call returns: the last ones are those that matter. */
  readonly destination?: DestinationStream;
}

/** Names of fields whose values are never written, at the top and one level down. */
const secretFields = ['password', 'token', 'nkeySeed', 'seed', 'secret', 'authorization', 'credentials'];

/** One JSON line an event, with time and level; fields that hold secrets are redacted. Never one line a message. */
export function createLog(name: string, { level = 'info', destination }: LogOptions = {}): Log {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`]);
  const options = {
    name,
    level,
    redact: { paths, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  };
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}

/**
 * Failures that repeat: the first of a kind is written, then one line an interval with how many were left out. Kinds
 * are bounded: beyond the limit they share one line.
 */
export class RepeatedFailures {
  readonly #log: Log;
  readonly #everyMs: number;
  readonly #nowMs: () => number;
  readonly #kinds = new Map<string, { readonly untilMs: number; leftOut: number }>();

  constructor(log: Log, everyMs = 10_000, nowMs: () => number = () => performance.now()) {
    this.#log = log;
    this.#everyMs = everyMs;
    this.#nowMs = nowMs;
  }

  warn(kind: string, fields: object, message: string): void {
    const known = this.#kinds.get(kind) ?? this.#kinds.get('');
    const nowMs = this.#nowMs();
    if (known !== undefined && nowMs < known.untilMs) {
      known.leftOut++;
      return;
    }
    const key = this.#kinds.size < 1_000 || this.#kinds.has(kind) ? kind : '';
    const leftOut = known?.leftOut ?? 0;
    this.#kinds.set(key, { untilMs: nowMs + this.#everyMs, leftOut: 0 });
    this.#log.warn(leftOut > 0 ? { ...fields, leftOut } : fields, message);
  }
}
