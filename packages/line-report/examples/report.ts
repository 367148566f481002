import { cosmeticsBaseline, cosmeticsLine, resolveLine } from '@twin/line-engine';
import { collect, csv, parquet, reportPage, stationsTable } from '@twin/line-report';

const larger = { name: 'large_buffer_test', equipment: { Filler: { bufferCapacity: 500 } } };
const options = { durationS: 8 * 3600, seed: 42, replications: 20 };
const scenarios = [undefined, larger].map((whatIf) =>
  collect(resolveLine(cosmeticsLine, cosmeticsBaseline, whatIf), options),
);

const page = reportPage({ scenarios, command: 'node report.js' });
for (const [, finding] of page.matchAll(/<h2 id="[^"]*">([^<]*)</g)) console.log(finding);

const table = stationsTable(scenarios.flatMap(({ runs }) => runs));
console.log(`${table.rows} rows, ${[...csv(table)].join('').length} bytes of CSV, ${parquet(table).length} of Parquet`);
