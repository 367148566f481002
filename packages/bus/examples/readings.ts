import { MemoryServer } from '@twin/bus';

const broker = new MemoryServer().connect();
await broker.provision({ streams: [{ name: 'READINGS', subjects: ['plant.>'] }] });
const readings = await broker.openStream('READINGS');
const text = new TextEncoder();

const publisher = readings.publisher();
for (const celsius of ['76.1', '76.4', '76.4'])
  void publisher.publish('plant.reactor.temp', text.encode(celsius), { messageId: `temp-${celsius}` });
await publisher.flush();

for await (const { sequence, subject, payload } of readings.read({ from: 1 })) {
  console.log(`${sequence} ${subject} ${new TextDecoder().decode(payload)} °C`);
  if (sequence === (await readings.info()).lastSequence) break;
}
await broker.close();
