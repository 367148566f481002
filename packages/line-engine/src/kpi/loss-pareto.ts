import type { ResolvedLine } from '../scenario/resolve.ts';
import type { StateName } from '../station/state.ts';
import type { WaitingTime } from './loss-attribution.ts';
import { pacingStation } from './pacing-station.ts';

/** What was lost at the pacing station, and by whose fault. */
export interface Loss {
  /** The station at fault; the line itself for defects. */
  readonly station: string;
  readonly cause: StateName | 'SOURCE' | 'TRANSPORT' | 'SPEED' | 'DEFECT';
  /** Of the pacing station's planned time, s. */
  readonly seconds: number;
  /** Good items the pacing station would have made in that time. */
  readonly items: number;
}

/** What the losses are counted from. */
export interface LossInput {
  readonly line: { readonly goodOut: number };
  readonly stations: Readonly<
    Record<string, { readonly unitsMade: number; readonly timeInStateS: Readonly<Record<StateName, number>> }>
  >;
}

const own: readonly StateName[] = ['DOWN', 'JAMMED', 'SETUP', 'MAINTENANCE', 'WAITING'];

/**
 * From the planned busy time of the pacing station to its good output, loss by loss: its own stops, its waiting by the station that
 * caused it (a station that is merely slower: SPEED, as is what the pacing station itself loses against its nominal
 * cycle), and what it made that was not shipped as good (DEFECT, work in process included). Together they are all of it:
 *
 *     PBT = PRI · GQ + Σ seconds,
 *
 * with PRI and GQ of the pacing station's items (tested). Largest first.
 */
export function lossPareto(line: ResolvedLine, run: LossInput, waiting: readonly WaitingTime[]): Loss[] {
  const { station: name, plannedRunTimePerUnitS } = pacingStation(line);
  const pacing = line.stations.find((station) => station.name === name)!;
  const itemsPerCycle = pacing.outputType === 'None' ? pacing.batchIn : 1;
  const itemS = pacing.cycleTimeS / itemsPerCycle;
  const { timeInStateS, unitsMade } = run.stations[name]!;
  const losses: Omit<Loss, 'items'>[] = own.map((cause) => ({ station: name, cause, seconds: timeInStateS[cause] }));
  for (const { station, causedBy, while: state, seconds } of waiting) {
    if (station !== name) continue;
    losses.push({ station: causedBy, cause: state === 'EXECUTE' ? 'SPEED' : state, seconds });
  }
  losses.push({ station: name, cause: 'SPEED', seconds: timeInStateS.EXECUTE - unitsMade * itemS });
  losses.push({
    station: line.name,
    cause: 'DEFECT',
    seconds: unitsMade * itemS - run.line.goodOut * plannedRunTimePerUnitS,
  });
  const merged = new Map<string, Omit<Loss, 'items'>>();
  for (const loss of losses) {
    const key = `${loss.station}/${loss.cause}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? loss : { ...loss, seconds: before.seconds + loss.seconds });
  }
  return [...merged.values()]
    .filter(({ seconds }) => seconds !== 0)
    .map((loss) => ({ ...loss, items: loss.seconds / itemS }))
    .sort((a, b) => b.seconds - a.seconds);
}
