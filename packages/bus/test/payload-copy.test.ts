import { copyPayload } from '@twin/bus';
import fc from 'fast-check';
import { expect, it } from 'vitest';

it('copies stay as they are, whatever becomes of what they were taken from', () => {
  const sizes = fc.oneof(fc.nat(100), fc.integer({ min: 1_000, max: 1_050 }), fc.constant(20_000));
  fc.assert(
    fc.property(fc.array(sizes, { maxLength: 60 }), fc.boolean(), (lengths, isBuffer) => {
      const copies = lengths.map((length, i) => {
        const payload = isBuffer ? Buffer.alloc(length, i + 1) : new Uint8Array(length).fill(i + 1);
        const copy = copyPayload(payload);
        payload.fill(0);
        return copy;
      });
      for (const [i, copy] of copies.entries()) {
        expect(copy.length).toBe(lengths[i]);
        expect(copy.every((byte) => byte === ((i + 1) & 255))).toBe(true);
      }
    }),
  );
});
