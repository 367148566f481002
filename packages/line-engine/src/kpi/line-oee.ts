import type { ResolvedStation } from '../scenario/parameters.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { oee, type Oee } from './oee.ts';
import { pacingStation } from './pacing-station.ts';

export interface LineOee extends Oee {
  /** The station that is slowest on paper; its time is what the line's OEE is counted in. */
  readonly pacingStation: string;
  /** Each station by its own speed and its own defects: it is not blamed for those it was given. */
  readonly stations: Readonly<Record<string, Oee>>;
}

/** What OEE needs to know of a station's run. */
export interface StationWork {
  readonly unitsMade: number;
  readonly defectsCreated: number;
  readonly scrapped: number;
  readonly timeInStateS: { readonly EXECUTE: number; readonly DOWN: number; readonly OFF: number };
}

/** OEE of the line and of each station; time outside the calendar is not planned busy time. */
export function lineOee(
  line: ResolvedLine,
  totals: { readonly unitsOut: number; readonly goodOut: number },
  works: readonly StationWork[],
  durationS: number,
): LineOee {
  const pace = pacingStation(line);
  const pacing = works[line.stations.findIndex((station) => station.name === pace.station)]!;
  const whole = oee({
    plannedBusyTimeS: durationS - pacing.timeInStateS.OFF,
    productionTimeS: pacing.timeInStateS.EXECUTE,
    downTimeS: pacing.timeInStateS.DOWN,
    plannedRunTimePerItemS: pace.plannedRunTimePerUnitS,
    produced: totals.unitsOut,
    good: totals.goodOut,
  });
  const stations = line.stations.map((station, i) => [station.name, stationOee(station, works[i]!, durationS)]);
  return { pacingStation: pace.station, ...whole, stations: Object.fromEntries(stations) as Record<string, Oee> };
}

function stationOee(station: ResolvedStation, work: StationWork, durationS: number): Oee {
  const itemsPerCycle = station.outputType === 'None' ? station.batchIn : 1;
  return oee({
    plannedBusyTimeS: durationS - work.timeInStateS.OFF,
    productionTimeS: work.timeInStateS.EXECUTE,
    downTimeS: work.timeInStateS.DOWN,
    plannedRunTimePerItemS: station.cycleTimeS / itemsPerCycle,
    produced: work.unitsMade,
    good: work.unitsMade - work.defectsCreated - work.scrapped,
  });
}
