import { expect, it } from 'vitest';
import { connectNats } from '../src/index.ts';
import { NatsServer, sleep } from './nats-server.ts';

const bytes = new Uint8Array([1]);

/** A purge by subject moves consumers past what stays, also one that has not said anything yet. */
it('reads all that stays when a pattern is removed at any moment of its beginning', async () => {
  const server = await NatsServer.make();
  const broker = await connectNats({ servers: server.url });
  try {
    const rounds = Array.from({ length: 24 }, async (_, round) => {
      const [stream, even, odd] = [`R${round}`, `r${round}.even`, `r${round}.odd`];
      await broker.provision({ streams: [{ name: stream, subjects: [`r${round}.*`] }] });
      const opened = await broker.openStream(stream);
      for (let n = 1; n <= 10; n++) await opened.append(n % 2 === 0 ? even : odd, bytes);
      const reader = opened.read({ subject: `r${round}.*` });
      const taken = (async () => {
        const seen: number[] = [];
        for await (const { sequence, subject } of reader) {
          if (subject === odd) seen.push(sequence);
          if (sequence === 9) break;
        }
        return seen;
      })();
      await sleep(round);
      await opened.purge({ subject: even });
      return taken;
    });
    for (const seen of await Promise.all(rounds)) expect(seen).toEqual([1, 3, 5, 7, 9]);
  } finally {
    await broker.close();
    await server.end();
  }
});
