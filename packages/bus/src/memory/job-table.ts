import type { Clock } from '../clock.ts';
import { withQueueDefaults, type QueueDefinition } from '../definitions.ts';
import type { Headers } from '../message-bus.ts';
import { subjectMatches } from '../names.ts';
import type { AppendOptions, Stored, StoredMessage } from '../stream.ts';
import { Log } from './log.ts';

/** A job that somebody holds, or held. */
export interface Delivery {
  readonly message: StoredMessage;
  readonly attempt: number;
}

interface Ticket {
  deliveries: number;
  /** Calls off the end of the worker's time; set while in hands. */
  cancel: (() => void) | undefined;
}

/** The jobs of a queue in memory: waiting, resting before a retry, or in hands until a time. */
export class JobTable {
  readonly definition: ReturnType<typeof withQueueDefaults>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #tickets = new Map<number, Ticket>();
  /** Sequences that may be delivered now, those that come back before new ones. */
  readonly #ready: number[] = [];
  #inHands = 0;
  #takers: (() => void)[] = [];

  constructor(definition: QueueDefinition, clock: Clock) {
    this.definition = withQueueDefaults(definition);
    this.#clock = clock;
    const { name, subject, maxMessages, maxBytes, duplicateWindowMs } = definition;
    this.#log = new Log({ name, subjects: [subject], ...given({ maxMessages, maxBytes, duplicateWindowMs }) }, clock);
  }

  offer(subject: string, payload: Uint8Array, headers: Headers, options: AppendOptions): Stored {
    const stored = this.#log.append(subject, payload, headers, options);
    if (!stored.duplicate) {
      this.#tickets.set(stored.sequence, { deliveries: 0, cancel: undefined });
      this.#ready.push(stored.sequence);
      this.#wake();
    }
    return stored;
  }

  /** As many as there are now, at most `max`. */
  take(max: number): Delivery[] {
    const taken: Delivery[] = [];
    while (taken.length < max && this.#inHands < this.definition.maxInHands && this.#ready.length > 0) {
      const sequence = this.#ready.shift()!;
      const ticket = this.#tickets.get(sequence);
      const message = this.#log.get(sequence);
      if (ticket === undefined || message === undefined) continue;
      ticket.deliveries++;
      this.#inHands++;
      this.#startTime(sequence, ticket);
      taken.push({ message, attempt: ticket.deliveries });
    }
    return taken;
  }

  /** Resolves when something may be there to take, or after `waitMs`. */
  arrival(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(waitMs, () => {
        this.#takers = this.#takers.filter((taker) => taker !== wake);
        resolve();
      });
      const wake = (): void => {
        cancel();
        resolve();
      };
      this.#takers.push(wake);
    });
  }

  extend({ message: { sequence }, attempt }: Delivery): void {
    const ticket = this.#tickets.get(sequence);
    if (ticket?.cancel === undefined || ticket.deliveries !== attempt) return;
    ticket.cancel();
    this.#startTime(sequence, ticket);
  }

  /** The job is done, whoever says so: a late word of a former worker counts. */
  finish({ message: { sequence } }: Delivery): void {
    const ticket = this.#tickets.get(sequence);
    if (ticket === undefined) return;
    this.#letGo(ticket);
    this.#tickets.delete(sequence);
    this.#log.remove(sequence);
    this.#wake();
  }

  retry({ message: { sequence }, attempt }: Delivery, delayMs: number): void {
    const ticket = this.#tickets.get(sequence);
    if (ticket?.cancel === undefined || ticket.deliveries !== attempt) return;
    this.#letGo(ticket);
    if (delayMs > 0) this.#clock.after(delayMs, () => this.#comeBack(sequence));
    else this.#comeBack(sequence);
  }

  withdraw(pattern: string | undefined): number {
    let withdrawn = 0;
    for (const [sequence, ticket] of this.#tickets) {
      const message = this.#log.get(sequence);
      if (message !== undefined && pattern !== undefined && !subjectMatches(pattern, message.subject)) continue;
      this.#letGo(ticket);
      this.#tickets.delete(sequence);
      withdrawn++;
    }
    this.#log.purge(pattern === undefined ? {} : { subject: pattern });
    return withdrawn;
  }

  counts(): { readonly open: number; readonly inHands: number } {
    return { open: this.#tickets.size, inHands: this.#inHands };
  }

  #startTime(sequence: number, ticket: Ticket): void {
    ticket.cancel = this.#clock.after(this.definition.ackWaitMs, () => {
      this.#letGo(ticket);
      this.#comeBack(sequence);
    });
  }

  #letGo(ticket: Ticket): void {
    if (ticket.cancel === undefined) return;
    ticket.cancel();
    ticket.cancel = undefined;
    this.#inHands--;
  }

  #comeBack(sequence: number): void {
    if (!this.#tickets.has(sequence)) return;
    this.#ready.unshift(sequence);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#takers.splice(0)) wake();
  }
}

/** Without the fields that are undefined. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
