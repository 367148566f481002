import { BusError, type Broker, type KeyValue, type Stream, type StreamDefinition } from '@twin/bus';
import { subjects } from '@twin/codecs';
import type { AssetConfig, Config } from './config-schema.ts';

export interface DurablePlaces {
  readonly input: Stream;
  readonly output: Stream;
  readonly checkpoints: KeyValue;
}

export interface PlaceNames {
  readonly TWIN_INPUT_STREAM: string;
  readonly TWIN_OUTPUT_STREAM: string;
  readonly TWIN_CHECKPOINTS: string;
}

/** What durable mode needs, under the names of the environment. */
export function neededPlaces(config: Config, { TWIN_INPUT_STREAM, TWIN_OUTPUT_STREAM, TWIN_CHECKPOINTS }: PlaceNames) {
  const inputs = config.assets.flatMap(({ prefix, sensors }) =>
    Object.keys(sensors).map((tag) => subjects.sensorPattern(prefix, tag)),
  );
  const outputs = config.assets.flatMap((asset) => outputSubjects(asset, asset.prefix));
  return {
    input: { name: TWIN_INPUT_STREAM, subjects: [...new Set(inputs)] },
    output: { name: TWIN_OUTPUT_STREAM, subjects: [...new Set(outputs)] },
    checkpoints: { name: TWIN_CHECKPOINTS },
  };
}

/** Where the outputs of an asset are stored; patterns for a prefix that is one. */
export function outputSubjects({ sensors, outputs }: AssetConfig, prefix: string): string[] {
  const tagOf = (signal: string): string | undefined =>
    Object.entries(sensors).find(([, sensor]) => sensor.signal === signal)?.[0];
  const temperature = `${prefix}.${tagOf('T')!}`;
  const concentration = `${prefix}.${tagOf('Ca') ?? 'concentration'}`;
  const of = (quantity: string) => outputs.map((output) => `${quantity}.${output}`);
  return [...of(temperature), ...of(concentration), `${prefix}.deviation`];
}

/**
 * Opens them, after creating what is missing where that was asked for; the streams may hold more than ours: a historian's has all of the plant.
 * Rejects with `missing` and the command that creates it.
 */
export async function openPlaces(
  broker: Broker,
  config: Config,
  names: PlaceNames,
  isProvisioning: boolean,
): Promise<DurablePlaces> {
  const { input, output, checkpoints } = neededPlaces(config, names);
  if (isProvisioning) await broker.provision({ streams: [input, output], buckets: [checkpoints] });
  return {
    input: await openByName(broker, input),
    output: await openByName(broker, output),
    checkpoints: await broker.openBucket(checkpoints),
  };
}

/** With its whole definition only when it is missing: for the command. */
function openByName(broker: Broker, definition: StreamDefinition): Promise<Stream> {
  return broker
    .openStream(definition.name)
    .catch((error: unknown) => (isMissing(error) ? broker.openStream(definition) : Promise.reject(error)));
}

export function isMissing(error: unknown): error is BusError {
  return error instanceof BusError && error.code === 'missing';
}

/** Whether it helps to try the same again: the server is away, slow, or not ready yet. */
export function passes(error: unknown): error is BusError {
  return error instanceof BusError && passing.has(error.code);
}

const passing: ReadonlySet<string> = new Set(['timeout', 'disconnected', 'unavailable', 'no-responders', 'full']);

/** Tries until it is done, or fails with something that does not pass, or `isOver`: then undefined. */
export async function patiently<T>(work: () => Promise<T>, isOver: () => boolean): Promise<T | undefined> {
  while (!isOver())
    try {
      return await work();
    } catch (error) {
      if (!passes(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  return undefined;
}
