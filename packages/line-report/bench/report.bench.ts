import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine } from '@twin/line-engine';
import { collect, csv, eventsTable, parquet, reportPage } from '@twin/line-report';
import { expect, test } from 'vitest';

const line = resolveLine(cosmeticsLine, cosmeticsBaseline);

function timed<Result>(what: string, action: () => Result): Result {
  action();
  const before = process.cpuUsage();
  const result = action();
  const { user, system } = process.cpuUsage(before);
  console.log(`${what.padEnd(52)} ${((user + system) / 1000).toFixed(1).padStart(8)} ms CPU`);
  return result;
}

test('a page and the tables of an 8-hour shift', () => {
  const options = { durationS: 28_800, seed: 42, replications: 20 };
  const scenario = timed('20 replications, three of them with their log', () => collect(line, options));
  const page = timed('the page', () => reportPage({ scenarios: [scenario] }));
  const table = eventsTable(runLine(line, { ...options, record: { events: { items: true } } }));
  const text = timed(`${table.rows} events as CSV`, () => [...csv(table)].join('').length);
  const file = timed(`${table.rows} events as Parquet`, () => parquet(table).length);
  console.log(`page ${page.length} bytes, CSV ${text}, Parquet ${file}`);
  expect(file).toBeLessThan(text);
});
