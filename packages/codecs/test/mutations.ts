/** Marsaglia's xorshift of 32 bits: whole numbers below `limit`, the same in every run. */
export function dice(seed: number): (limit: number) => number {
  let state = seed | 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

type Dice = ReturnType<typeof dice>;
type Mutation = (bytes: Uint8Array, roll: Dice, other: Uint8Array) => Uint8Array;

/** What hurts parsers: numbers without end, lengths that lie, tags that must not be, groups, broken UTF-8. */
const poison: readonly (readonly number[])[] = [
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0x0a, 0xff, 0xff, 0xff, 0xff, 0x07],
  [0x0b, 0x0b, 0x0b, 0x0b],
  [0x1b, 0x1c],
  [0x0c],
  [0x00],
  [0x06],
  [0x07],
  [0x0a, 0x02, 0xc0, 0x80],
  [0x0a, 0x03, 0xed, 0xa0, 0x80],
  [0xa0, 0x06, 0x01],
];

const mutations: readonly Mutation[] = [
  function flipBit(bytes, roll) {
    const copy = bytes.slice();
    if (copy.length > 0) copy[roll(copy.length)]! ^= 1 << roll(8);
    return copy;
  },
  function overwrite(bytes, roll) {
    const copy = bytes.slice();
    if (copy.length > 0) copy[roll(copy.length)] = roll(256);
    return copy;
  },
  (bytes, roll) => bytes.slice(0, roll(bytes.length + 1)),
  (bytes, roll) => replaced(bytes, roll, roll(8), new Uint8Array(0)),
  (bytes, roll) => replaced(bytes, roll, 0, Uint8Array.of(roll(256))),
  (bytes, roll) => replaced(bytes, roll, roll(4), Uint8Array.from(poison[roll(poison.length)]!)),
  (bytes, roll) => replaced(bytes, roll, 0, piece(bytes, roll)),
  (bytes, roll, other) => replaced(bytes, roll, roll(8), piece(other, roll)),
];

/** `bytes` with one to three faults in them, taken from what goes wrong in transit and from what malice would write. */
export function mutated(bytes: Uint8Array, roll: Dice, other: Uint8Array): Uint8Array {
  let result = bytes;
  for (let n = 1 + roll(3); n > 0; n--) result = mutations[roll(mutations.length)]!(result, roll, other);
  return result;
}

function piece(bytes: Uint8Array, roll: Dice): Uint8Array {
  const start = roll(bytes.length + 1);
  return bytes.subarray(start, start + roll(24));
}

/** With `count` bytes at some place taken out and `by` put in. */
function replaced(bytes: Uint8Array, roll: Dice, count: number, by: Uint8Array): Uint8Array {
  const start = roll(bytes.length + 1);
  const rest = bytes.subarray(Math.min(bytes.length, start + count));
  const result = new Uint8Array(start + by.length + rest.length);
  result.set(bytes.subarray(0, start));
  result.set(by, start);
  result.set(rest, start + by.length);
  return result;
}
