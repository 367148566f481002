import { connectNats } from '@twin/nats-adapter';
import { NatsServer } from '../test/nats-server.ts';

const server = await NatsServer.make(); // a nats-server of its own, on a free port
const broker = await connectNats({ servers: server.url, reconnectMinMs: 20 });
broker.onStatus(({ kind }) => console.log(kind));

await broker.provision({ streams: [{ name: 'PREDICTIONS', subjects: ['plant.*.predicted'] }] });
const predictions = await broker.openStream('PREDICTIONS');
const publisher = predictions.publisher();
await publisher.publish('plant.temp.predicted', new Uint8Array([1]), { messageId: 'input-1' });

await server.kill();
const outcome = publisher.publish('plant.temp.predicted', new Uint8Array([2]), { messageId: 'input-2' });
await server.start();
console.log(await outcome);
console.log(await publisher.publish('plant.temp.predicted', new Uint8Array([1]), { messageId: 'input-1' }));
console.log((await predictions.info()).messages, 'messages');

await broker.drain();
await server.end();
