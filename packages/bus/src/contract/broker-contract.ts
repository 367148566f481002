import { describe, expect, it } from 'vitest';
import { busPromises } from './bus-promises.ts';
import { connectionPromises } from './connection-promises.ts';
import type { ContractWorld, Promises } from './contract-world.ts';
import { keyValuePromises } from './key-value-promises.ts';
import { objectPromises } from './object-promises.ts';
import { publisherPromises } from './publisher-promises.ts';
import { streamLimitPromises } from './stream-limit-promises.ts';
import { streamPromises } from './stream-promises.ts';
import { workQueuePromises } from './work-queue-promises.ts';

const parts: Readonly<Record<string, Promises>> = {
  'the connection': connectionPromises,
  'the message bus': busPromises,
  'a stream': streamPromises,
  'a stream with limits': streamLimitPromises,
  'an acknowledged publisher': publisherPromises,
  'a bucket': keyValuePromises,
  'a work queue': workQueuePromises,
  'an object store': objectPromises,
};

/**
 * Every promise a `Broker` makes, as tests. Each runs in a world of its own, made by `open`; those of one part run side
 * by side, for most of their time is waiting.
 */
export function brokerContract(broker: string, open: () => Promise<ContractWorld>): void {
  describe(`${broker} keeps the contract`, () => {
    describe.each(Object.entries(parts))('%s', (_part, promises) => {
      it.concurrent.each(Object.entries(promises))('%s', async (_promise, proof) => {
        const world = await open();
        try {
          expect(await proof(world)).toBeUndefined();
        } finally {
          await world.end();
        }
      });
    });
  });
}
