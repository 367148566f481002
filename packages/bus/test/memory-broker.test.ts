import { ManualClock, MemoryServer } from '@twin/bus';
import { brokerContract } from '@twin/bus/contract';

brokerContract('the memory broker', async () => {
  const clock = new ManualClock();
  const server = new MemoryServer({ clock });
  return {
    connect: async () => server.connect(),
    elapse: (ms) => clock.advance(ms),
    remove: async (_kind, name) => server.delete(name),
    end: async () => {},
  };
});
