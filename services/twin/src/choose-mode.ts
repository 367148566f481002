import { BusError, type Broker } from '@twin/bus';
import type { Log } from '@twin/service-host';
import type { Config } from './config-schema.ts';
import { openPlaces, type DurablePlaces } from './durable-mode.ts';
import { busOf, type Environment } from './settings.ts';

export type Mode =
  | { readonly name: 'live'; readonly why: string }
  | { readonly name: 'durable'; readonly why: string; readonly places: DurablePlaces };

const retryMs = 1_000;

/**
 * `durable` where what it needs is there, `live` otherwise; as it is told where it is told. Told to be durable it waits for what is missing, and
 * `onMissing` hears what that is, with the command that creates it.
 */
export async function chooseMode(
  values: Environment,
  config: Config,
  broker: Broker,
  {
    log,
    stopping,
    onMissing,
  }: { readonly log: Log; readonly stopping: AbortSignal; readonly onMissing: (error: BusError) => void },
): Promise<Mode> {
  if (busOf(values) === 'memory') return { name: 'live', why: 'a bus in memory keeps nothing when its process ends' };
  if (values.TWIN_MODE === 'live') return { name: 'live', why: 'TWIN_MODE says so' };
  for (let attempt = 1; ; attempt++)
    try {
      const places = await openPlaces(broker, config, values, values.TWIN_PROVISION);
      return { name: 'durable', why: `${places.input.name} and ${places.output.name} are there`, places };
    } catch (error) {
      if (!(error instanceof BusError)) throw error;
      if (values.TWIN_MODE === 'auto') return { name: 'live', why: error.message };
      if (error.code === 'mismatch' || error.code === 'denied') throw error;
      if (attempt === 1) log.warn({ error }, 'waiting for what durable mode needs');
      onMissing(error);
      if (stopping.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
}
