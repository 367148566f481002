import { BusError, type Broker } from '@twin/bus';
import type { Log } from '@twin/service-host';
import type { Config } from './config-schema.ts';
import { openPlaces, type DurablePlaces } from './durable-places.ts';
import { busOf, type Environment } from './settings.ts';

export type Mode =
  | { readonly name: 'live'; readonly why: string }
  | { readonly name: 'durable'; readonly why: string; readonly places: DurablePlaces };

const retryMs = 1_000;

interface WaitOptions {
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** Hears what is missing, with the command that creates it. */
  readonly onMissing: (error: BusError) => void;
}

/** `durable` where what it needs is there, `live` otherwise; as it is told where it is told. Told to be durable it waits for what is missing. */
export async function chooseMode(
  values: Environment,
  config: Config,
  broker: Broker,
  options: WaitOptions,
): Promise<Mode> {
  if (busOf(values) === 'memory') return { name: 'live', why: 'a bus in memory keeps nothing when its process ends' };
  if (values.TWIN_MODE === 'live') return { name: 'live', why: 'TWIN_MODE says so' };
  try {
    const places =
      values.TWIN_MODE === 'auto'
        ? await openPlaces(broker, config, values, values.TWIN_PROVISION)
        : await awaitPlaces(values, config, broker, options);
    return { name: 'durable', why: `${places.input.name} and ${places.output.name} are there`, places };
  } catch (error) {
    if (values.TWIN_MODE !== 'auto' || !(error instanceof BusError)) throw error;
    return { name: 'live', why: error.message };
  }
}

/** Opens what durable mode needs, and waits for what is missing. */
export async function awaitPlaces(
  values: Environment,
  config: Config,
  broker: Broker,
  { log, stopping, onMissing }: WaitOptions,
): Promise<DurablePlaces> {
  for (let attempt = 1; ; attempt++)
    try {
      return await openPlaces(broker, config, values, values.TWIN_PROVISION);
    } catch (error) {
      if (!(error instanceof BusError) || error.code === 'mismatch' || error.code === 'denied') throw error;
      if (attempt === 1) log.warn({ error }, 'waiting for what durable mode needs');
      onMissing(error);
      if (stopping.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
}
