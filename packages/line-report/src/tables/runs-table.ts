import type { LineRun } from '@twin/line-engine';
import type { Table, TableColumn } from './table.ts';

/** What each run came to: a row a scenario and replication. */
export function runsTable(runs: readonly LineRun[]): Table {
  const column = (name: string, unit: string, meaning: string, of: (run: LineRun) => string | number): TableColumn => ({
    name,
    unit,
    meaning,
    values: runs.map(of),
  });
  const columns = [
    column('scenario', '', 'name of the scenario', ({ scenario }) => scenario),
    column('seed', '', 'seed of the run', ({ seed }) => seed),
    column('replication', '', 'number of the replication', ({ replication }) => replication),
    column('durationS', 's', 'length of the run', ({ durationS }) => durationS),
    column('unitsOut', 'units', 'finished units shipped', ({ line }) => line.unitsOut),
    column('goodOut', 'units', 'of those, without a defect', ({ line }) => line.goodOut),
    column('defectiveOut', 'units', 'of those, with one', ({ line }) => line.defectiveOut),
    column('rejected', 'items', 'rejected at any station', ({ line }) => line.rejected),
    column('oee', '', 'of the line, by its pacing station, ISO 22400-2', ({ oee }) => oee.oee),
    column('availability', '', 'APT / PBT', ({ oee }) => oee.iso22400.availability),
    column('effectiveness', '', 'PRI·PQ / APT', ({ oee }) => oee.iso22400.effectiveness),
    column('quality', '', 'GQ / PQ', ({ oee }) => oee.iso22400.quality),
    column('leadTimeMeanS', 's', 'mean lead time of what was shipped', ({ leadTime }) => leadTime.meanS),
    column('meanItemsInProcess', 'items', 'mean of items in the line', ({ meanItemsInProcess }) => meanItemsInProcess),
  ];
  return { name: 'runs', rows: runs.length, columns };
}
