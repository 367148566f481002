import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LateColumn } from '../src/record/late-column.ts';

const rows = 12;
/** More than a list of so few rows may hold, often. */
const additions = fc.array(fc.tuple(fc.nat({ max: rows - 1 }), fc.integer({ min: -3, max: 3 })), { maxLength: 20 });

it('a column laid out late holds what was added, however it was kept until then', () => {
  fc.assert(
    fc.property(additions, additions, (before, after) => {
      const column = new LateColumn(rows);
      const wanted = new Int32Array(rows);
      for (const [row, value] of before) {
        column.add(row, value);
        wanted[row]! += value;
      }
      expect(column.numbers).toStrictEqual(wanted);
      for (const [row, value] of after) {
        column.add(row, value);
        wanted[row]! += value;
      }
      expect(column.numbers).toStrictEqual(wanted);
    }),
  );
});

it('a column that begins from another adds to what that is in the end', () => {
  fc.assert(
    fc.property(additions, additions, (first, second) => {
      const [base, column] = [new LateColumn(rows), new LateColumn(rows)];
      column.from(base);
      const wanted = new Int32Array(rows);
      for (const [row, value] of second) column.add(row, value);
      for (const [row, value] of first) base.add(row, value);
      for (const [row, value] of [...first, ...second]) wanted[row]! += value;
      expect(column.numbers).toStrictEqual(wanted);
      expect(column.numbers).toStrictEqual(wanted);
    }),
  );
});
