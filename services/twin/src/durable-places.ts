import type { Broker, KeyValue, Stream, StreamDefinition } from '@twin/bus';
import { isMissing } from '@twin/exactly-once';
import { sensorPatterns } from './asset-routes.ts';
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
  const inputs = config.assets.flatMap(sensorPatterns);
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
