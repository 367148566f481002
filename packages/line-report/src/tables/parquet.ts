import { parquetWriteBuffer, type BasicType } from 'hyparquet-writer';
import type { Table, TableColumn } from './table.ts';

/** A table as an Apache Parquet file, Snappy-compressed; units and meanings stand in its metadata under `column.<name>`. */
export function parquet({ columns }: Table): Uint8Array {
  const columnData = columns.map(({ name, values }) => ({
    name,
    data: Array.from(values),
    type: typeOf(values),
  }));
  const kvMetadata = columns.map(({ name, unit, meaning }) => ({
    key: `column.${name}`,
    value: unit === '' ? meaning : `${meaning} [${unit}]`,
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, createdBy: '@twin/line-report' }));
}

function typeOf(values: TableColumn['values']): BasicType {
  if (values instanceof Int32Array) return 'INT32';
  const one = Array.from(values).find((value) => value !== null);
  if (typeof one === 'string') return 'STRING';
  return typeof one === 'boolean' ? 'BOOLEAN' : 'DOUBLE';
}
