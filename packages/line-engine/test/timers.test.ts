import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeapTimers, ScannedTimers } from '../src/kernel/timers.ts';

const command = fc.record({
  actor: fc.nat({ max: 39 }),
  // Few different times, so that many are due at one instant.
  dueS: fc.constantFrom(0, 1, 1.5, 2, 3, 10, Infinity),
});

it('a heap wakes in the very order of looking at all of them, ties included', () => {
  fc.assert(
    fc.property(
      fc.array(command, { maxLength: 200 }),
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 40, maxLength: 40 }),
      (commands, priorities) => {
        const scanned = new ScannedTimers(priorities);
        const heap = new HeapTimers(priorities);
        for (const { actor, dueS } of commands) {
          for (const timers of [scanned, heap]) {
            if (dueS === Infinity) timers.clear(actor);
            else timers.set(actor, dueS);
          }
          const dueFirst = scanned.dueS[scanned.next()]!;
          expect(heap.dueS[heap.next()]).toBe(dueFirst);
          if (dueFirst < Infinity) expect(heap.next()).toBe(scanned.next());
        }
        const restored = new HeapTimers(priorities);
        restored.load(heap.save());
        while (scanned.dueS[scanned.next()]! < Infinity) {
          const next = scanned.next();
          expect(heap.next()).toBe(next);
          expect(restored.next()).toBe(next);
          for (const timers of [scanned, heap, restored]) timers.clear(next);
        }
      },
    ),
  );
});
