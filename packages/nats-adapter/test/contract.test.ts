import { brokerContract } from '@twin/bus/contract';
import type { Broker } from '@twin/bus';
import { connectNats } from '@twin/nats-adapter';
import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { NatsServer, sleep } from './nats-server.ts';

brokerContract('NATS', async () => {
  const server = await NatsServer.make();
  const brokers: Broker[] = [];
  return {
    connect: async () => {
      const broker = await connectNats({ servers: server.url });
      brokers.push(broker);
      return broker;
    },
    elapse: sleep,
    remove: async (kind, name) => {
      const nc = await connect({ servers: server.url });
      await (await jetstreamManager(nc)).streams.delete(kind === 'bucket' ? `KV_${name}` : name);
      await nc.close();
    },
    end: async () => {
      await Promise.all(brokers.map((broker) => broker.close()));
      await server.end();
    },
  };
});
