export { writeDuckDb } from './duckdb-file.ts';
