import type { Broker } from '../broker.ts';
import type { StreamDefinition } from '../definitions.ts';
import type { Stream } from '../stream.ts';
import { bytes, range, type ContractWorld } from './contract-world.ts';

export const readings: StreamDefinition = { name: 'READINGS', subjects: ['plant.>'] };

export async function opened(
  world: ContractWorld,
  settings: Partial<StreamDefinition> = {},
): Promise<{ readonly broker: Broker; readonly stream: Stream }> {
  const broker = await world.connect();
  await broker.provision({ streams: [{ ...readings, ...settings }] });
  return { broker, stream: await broker.openStream(readings.name) };
}

export async function fill(stream: Stream, n: number, subject = 'plant.temp'): Promise<void> {
  for (const i of range(n)) await stream.append(subject, bytes(String(i + 1)));
}
