import type { Message } from '@twin/bus';
import { decodeSensorData } from '@twin/codecs';

type Take = (message: Message, tag: string) => void;

/**
 * Each sensor has a subscription of its own, and nothing says which of two messages on different ones came first: a silent sensor's reader
 * would run ahead of its neighbours'. So what has arrived by one turn of the event loop is merged by plant time, sensor by sensor of one
 * asset; each sensor keeps its own order.
 */
export class ArrivalOrder {
  private readonly take: Take;
  private waiting = new Map<string, Map<string, Message[]>>();
  private isDue = false;

  constructor(take: Take) {
    this.take = take;
  }

  add(message: Message, tag: string): void {
    const prefix = message.subject.slice(0, -tag.length - 1);
    let byTag = this.waiting.get(prefix);
    if (byTag === undefined) this.waiting.set(prefix, (byTag = new Map()));
    const queue = byTag.get(tag);
    if (queue === undefined) byTag.set(tag, [message]);
    else queue.push(message);
    if (this.isDue) return;
    this.isDue = true;
    setImmediate(() => this.flush());
  }

  /** Takes all that waits. */
  flush(): void {
    this.isDue = false;
    const { waiting } = this;
    this.waiting = new Map();
    for (const byTag of waiting.values())
      if (byTag.size === 1) {
        const [[tag, queue]] = [...byTag] as [[string, Message[]]];
        for (const message of queue) this.take(message, tag);
      } else this.merge(byTag);
  }

  private merge(byTag: ReadonlyMap<string, readonly Message[]>): void {
    const heads = [...byTag].map(([tag, queue]) => ({ tag, queue, at: 0, timeMs: timeOf(queue[0]!) }));
    let left = heads.reduce((sum, { queue }) => sum + queue.length, 0);
    for (; left > 0; left--) {
      let first = heads[0]!;
      for (const head of heads) if (head.timeMs < first.timeMs) first = head;
      this.take(first.queue[first.at]!, first.tag);
      first.at++;
      const next = first.queue[first.at];
      first.timeMs = next === undefined ? Infinity : timeOf(next);
    }
  }
}

/** What cannot be read, or bears no time, waits for nobody. */
function timeOf({ payload }: Message): number {
  try {
    return decodeSensorData(payload).timestampMs;
  } catch {
    return 0;
  }
}
