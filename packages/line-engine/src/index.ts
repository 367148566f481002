export { engineVersion } from './version.ts';
export { Genealogy } from './record/genealogy.ts';
export { eventColumns, type EventDetail, type EventLog, type LineEvent } from './record/event.ts';
export { Telemetry, telemetryColumns, type TelemetryColumn } from './record/telemetry.ts';
export { type ColumnDeclaration } from './record/column.ts';
export { EventStorm } from './kernel/simulation.ts';
export type { Item } from './kernel/item.ts';
export { baselineSchema, equipmentSchema, topologySchema } from './scenario/line-schema.ts';
export type { Baseline, EquipmentParams, Topology, TopologyInput } from './scenario/line-schema.ts';
export { scenarioSchema, type Scenario, type ScenarioInput } from './scenario/scenario-schema.ts';
export { lineJsonSchemas } from './scenario/json-schema.ts';
export { ConfigurationError, type Fault, type FaultSource } from './scenario/fault.ts';
export { nearest } from './scenario/nearest.ts';
export { cosmeticsBaseline, cosmeticsLine } from './scenario/cosmetics-line.ts';
export type { Graph } from './scenario/graph.ts';
export { resolveLine, type ResolvedLine } from './scenario/resolve.ts';
export type { Origin, ResolvedStation } from './scenario/parameters.ts';
export { stateNames, type StateName } from './station/state.ts';
export { State } from './station/state.ts';
export type { Station } from './station/station.ts';
export { standardPhases, type CycleOf, type Phase, type PhaseTools } from './station/phase.ts';
export type { LeadTime } from './station/lead-time.ts';
export type { Stream } from './random/stream.ts';
export type { Distribution } from './random/distribution.ts';
export { distributionOf, distributionSchema, type DistributionSpec } from './scenario/distribution-schema.ts';
export { bottleneckOverTime, bottlenecks, bottleneckShares } from './kpi/bottleneck.ts';
export type { BottleneckShare, BottleneckStretch } from './kpi/bottleneck.ts';
export { moneyOf, moneyRules, payback, productMoney, runMoney, stationHoursCost } from './kpi/economics.ts';
export type { Money, MoneyRules, ProductCounts, StationCounts } from './kpi/economics.ts';
export { economicsFaults, economicsSchema } from './kpi/economics-schema.ts';
export type { Economics, EconomicsFault, EconomicsInput, ProductMoney } from './kpi/economics-schema.ts';
export { attributeWaiting, type WaitingTime } from './kpi/loss-attribution.ts';
export { lossPareto, type Loss, type LossInput } from './kpi/loss-pareto.ts';
export { plantKpis, type KpiInput, type PlantKpis, type StationKpis, type TaktAdherence } from './kpi/plant-kpis.ts';
export { stateTracks, type StateTrack } from './kpi/state-track.ts';
export type { Oee } from './kpi/oee.ts';
export type { LineOee } from './kpi/line-oee.ts';
export { pacingStation, type Pace } from './kpi/pacing-station.ts';
export type { Draws } from './line/chance-book.ts';
export { LineDeadlock } from './line/deadlock.ts';
export type { BufferRun, LineRun, LineTotals, SourceRun, StationRun } from './line/line-run.ts';
export {
  createLineSimulation,
  LineSimulation,
  type Onlooker,
  type RecordOptions,
  type RunOptions,
  type StopSignal,
} from './line/line-simulation.ts';
export { runLine } from './line/run-line.ts';
export type { LineSnapshot } from './line/snapshot.ts';
export {
  pairedDifference,
  replicate,
  type PairedDifference,
  type ReplicationOptions,
} from './experiment/comparison.ts';
export { estimate, type Estimate } from './experiment/statistics.ts';
export { studentTQuantile } from './experiment/student-t.ts';
