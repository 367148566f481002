import type { ResolvedLine } from '../scenario/resolve.ts';
import type { StateName } from '../station/state.ts';
import { oee, type Oee } from './oee.ts';
import { pacingStation } from './pacing-station.ts';

/** What the figures of a plant are counted from. */
export interface KpiInput {
  readonly durationS: number;
  readonly line: { readonly unitsOut: number; readonly goodOut: number };
  readonly stations: Readonly<Record<string, StationKpiInput>>;
  readonly oee: { readonly oee: number };
  readonly leadTime: { readonly meanS: number };
  readonly meanItemsInProcess: number;
}

interface StationKpiInput {
  readonly unitsMade: number;
  readonly defectsCreated: number;
  readonly rejected: number;
  readonly scrapped: number;
  readonly failures: number;
  readonly timeInStateS: Readonly<Record<StateName, number>>;
}

export interface PlantKpis {
  /** Planned run time of the good output over all time, scheduled or not: OEE × planned busy time / time. */
  readonly teep: number;
  /** Planned busy time over all time. */
  readonly loading: number;
  /** Finished units an hour of planned busy time, all and good. */
  readonly throughputPerHour: number;
  readonly goodThroughputPerHour: number;
  /** Π of the first-pass yields of all stations: what gets through all of them without a fault. */
  readonly rolledThroughputYield: number;
  /** Items in the line, mean over time. */
  readonly workInProcess: number;
  readonly leadTimeS: number;
  readonly takt?: TaktAdherence | undefined;
  readonly stations: Readonly<Record<string, StationKpis>>;
}

export interface StationKpis {
  /** Without what it waited for others: OEE over planned busy time less starved and blocked. */
  readonly standAlone: Oee;
  /** Made without spoiling, over made. */
  readonly firstPassYield: number;
  /** Operating time over failures, min; undefined without any. */
  readonly observedMtbfMin: number | undefined;
  /** Time down over failures, min; undefined without any. */
  readonly observedMttrMin: number | undefined;
}

export interface TaktAdherence {
  /** Planned busy time over demand, s a unit. */
  readonly taktS: number;
  /** Planned busy time over good output, s a unit; infinite without any. */
  readonly actualS: number;
  /** Good output over demand: at least 1 keeps pace. */
  readonly adherence: number;
}

/** Figures of a plant out of one run. `demandUnits`: good finished units asked for in that time. Formulae: ISO 22400-2:2014. */
export function plantKpis(line: ResolvedLine, run: KpiInput, demandUnits?: number): PlantKpis {
  if (demandUnits !== undefined && !(demandUnits > 0))
    throw new RangeError(`demandUnits: must be greater than 0, is ${demandUnits}`);
  const pacing = run.stations[pacingStation(line).station]!;
  const plannedS = run.durationS - pacing.timeInStateS.OFF;
  const loading = plannedS / run.durationS;
  const perHour = (units: number) => (plannedS > 0 ? (units / plannedS) * 3600 : 0);
  const stations = Object.fromEntries(line.stations.map(({ name }) => [name, stationKpis(line, name, run)]));
  return {
    teep: run.oee.oee * loading,
    loading,
    throughputPerHour: perHour(run.line.unitsOut),
    goodThroughputPerHour: perHour(run.line.goodOut),
    rolledThroughputYield: Object.values(stations).reduce((product, { firstPassYield }) => product * firstPassYield, 1),
    workInProcess: run.meanItemsInProcess,
    leadTimeS: run.leadTime.meanS,
    takt: demandUnits === undefined ? undefined : takt(plannedS, demandUnits, run.line.goodOut),
    stations,
  };
}

function takt(plannedS: number, demand: number, good: number): TaktAdherence {
  return { taktS: plannedS / demand, actualS: good > 0 ? plannedS / good : Infinity, adherence: good / demand };
}

function stationKpis(line: ResolvedLine, name: string, run: KpiInput): StationKpis {
  const { cycleTimeS, batchIn, outputType } = line.stations.find((station) => station.name === name)!;
  const { unitsMade, defectsCreated, scrapped, failures, timeInStateS } = run.stations[name]!;
  const spoilt = defectsCreated + scrapped;
  return {
    standAlone: oee({
      plannedBusyTimeS: run.durationS - timeInStateS.OFF - timeInStateS.STARVED - timeInStateS.BLOCKED,
      productionTimeS: timeInStateS.EXECUTE,
      downTimeS: timeInStateS.DOWN,
      plannedRunTimePerItemS: cycleTimeS / (outputType === 'None' ? batchIn : 1),
      produced: unitsMade,
      good: unitsMade - spoilt,
    }),
    firstPassYield: unitsMade > 0 ? (unitsMade - spoilt) / unitsMade : 1,
    observedMtbfMin: failures > 0 ? timeInStateS.EXECUTE / failures / 60 : undefined,
    observedMttrMin: failures > 0 ? timeInStateS.DOWN / failures / 60 : undefined,
  };
}
