export { Genealogy } from './record/genealogy.ts';
export { EventLog, eventColumns, type EventDetail, type LineEvent } from './record/event-log.ts';
export { Telemetry, telemetryColumns, type TelemetryColumn } from './record/telemetry.ts';
export { type ColumnDeclaration } from './record/column.ts';
export { EventStorm } from './kernel/simulation.ts';
export { baselineSchema, equipmentSchema, topologySchema } from './scenario/line-schema.ts';
export type { Baseline, EquipmentParams, Topology, TopologyInput } from './scenario/line-schema.ts';
export { scenarioSchema, type Scenario, type ScenarioInput } from './scenario/scenario-schema.ts';
export { ConfigurationError, type Fault, type FaultSource } from './scenario/fault.ts';
export { nearest } from './scenario/nearest.ts';
export { cosmeticsBaseline, cosmeticsLine } from './scenario/cosmetics-line.ts';
export { resolveLine, type Origin, type ResolvedLine, type ResolvedStation } from './scenario/resolve.ts';
export { stateNames, type StateName } from './station/state.ts';
export type { Oee } from './kpi/oee.ts';
export type { Draws } from './line/assemble.ts';
export {
  runLine,
  type LineOee,
  type LineRun,
  type LineTotals,
  type RecordOptions,
  type RunOptions,
  type StationRun,
} from './line/run-line.ts';
export {
  pairedDifference,
  replicate,
  type PairedDifference,
  type ReplicationOptions,
} from './experiment/comparison.ts';
export { estimate, type Estimate } from './experiment/statistics.ts';
export { studentTQuantile } from './experiment/student-t.ts';
