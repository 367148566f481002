import { BusError, Inbox } from '@twin/bus';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('an inbox', () => {
  it('holds the newest items that fit, in order, and counts the rest', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ push: fc.integer({ min: 1, max: 40 }) }) },
      { weight: 1, arbitrary: fc.constant('read' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 30 }), async (steps, maxItems) => {
        const maxBytes = 200;
        const inbox = new Inbox<{ id: number; size: number }>(
          { maxItems, maxBytes },
          ({ size }) => size,
          () => {},
        );
        const reader = inbox[Symbol.asyncIterator]();
        const model: { id: number; size: number }[] = [];
        let [id, lost] = [0, 0];
        for (const one of steps) {
          if (one === 'read') {
            if (model.length > 0) expect((await reader.next()).value).toEqual(model.shift());
            continue;
          }
          const item = { id: id++, size: one.push };
          inbox.push(item);
          model.push(item);
          while (model.length > maxItems || model.reduce((sum, { size }) => sum + size, 0) > maxBytes) {
            model.shift();
            lost++;
          }
          expect(inbox.held).toBe(model.length);
        }
        expect(inbox.dropped).toBe(lost);
        expect(inbox.received).toBe(id);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the error that ended it after what it holds, once', async () => {
    const inbox = new Inbox<number>(
      { maxItems: 10, maxBytes: 10 },
      () => 1,
      () => {},
    );
    const reader = inbox[Symbol.asyncIterator]();
    const waiting = reader.next();
    inbox.push(1);
    inbox.push(2);
    inbox.end(new BusError('denied', 'no'));
    inbox.push(3);
    expect((await waiting).value).toBe(1);
    expect((await reader.next()).value).toBe(2);
    await expect(reader.next()).rejects.toMatchObject({ code: 'denied' });
    expect((await reader.next()).done).toBe(true);
    expect(await inbox.closed).toMatchObject({ code: 'denied' });
  });

  it('ends the readers that wait', async () => {
    const inbox = new Inbox<number>(
      { maxItems: 10, maxBytes: 10 },
      () => 1,
      () => {},
    );
    const reader = inbox[Symbol.asyncIterator]();
    const waiting = [reader.next(), reader.next()];
    inbox.end();
    expect(await Promise.all(waiting)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    expect(await inbox.closed).toBeUndefined();
  });
});
