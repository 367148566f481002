import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RareColumn } from '../src/record/rare-column.ts';

const rows = 12;
/** Often more than a list of so few rows may hold. */
const additions = fc.array(fc.tuple(fc.nat({ max: rows - 1 }), fc.integer({ min: -3, max: 3 })), { maxLength: 20 });

it('a column of rare numbers holds what was added, to nothing or to another, whenever it is read', () => {
  fc.assert(
    fc.property(fc.array(additions, { maxLength: 3 }), fc.boolean(), (parts, isBased) => {
      const base = new Int32Array(rows);
      const column = new RareColumn(rows, isBased ? base : undefined);
      const wanted = new Int32Array(rows);
      for (const [i, part] of parts.entries()) {
        for (const [row, value] of part) {
          column.add(row, value);
          wanted[row]! += value;
        }
        base[i]! += 7;
        if (isBased) wanted[i]! += 7;
        expect(column.numbers()).toStrictEqual(wanted);
      }
    }),
  );
});
