export { collect, type CollectOptions, type Recorded, type ReportInput, type ReportScenario } from './report-input.ts';
export { reportPage } from './report-page.ts';
export { csv } from './tables/csv.ts';
export { parquet } from './tables/parquet.ts';
export { runsTable } from './tables/runs-table.ts';
export { stationsTable } from './tables/stations-table.ts';
export { eventsTable, telemetryTable, type Table, type TableColumn } from './tables/table.ts';
