import { MemoryServer } from '@twin/bus';
import { brokerContract } from '@twin/bus/contract';

brokerContract('the memory broker on the time of the machine', async () => {
  const server = new MemoryServer();
  return {
    connect: async () => server.connect(),
    elapse: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    remove: async (_kind, name) => server.delete(name),
    end: async () => {},
  };
});
