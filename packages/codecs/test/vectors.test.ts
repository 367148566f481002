import {
  decodeAnomalyEvent,
  DecodeError,
  decodeSensorData,
  encodeAnomalyEvent,
  encodeSensorData,
  inspectSensorData,
} from '@twin/codecs';
import { describe, expect, it } from 'vitest';
import { wireFault } from '../src/wire-fault.ts';
import { bytesOf, hexOf, vectors, type Vector } from './vectors.ts';

const codecs = {
  SensorData: { decode: decodeSensorData, encode: encodeSensorData },
  AnomalyEvent: { decode: decodeAnomalyEvent, encode: encodeAnomalyEvent },
} as unknown as Readonly<
  Record<Vector['type'], { decode: (b: Uint8Array) => Record<string, unknown>; encode: (r: unknown) => Uint8Array }>
>;

const agreed = vectors.filter(({ oracles_disagree }) => oracles_disagree !== true);
const valid = agreed.filter((vector) => vector.valid);
const invalid = agreed.filter((vector) => !vector.valid);
const titled = (some: readonly Vector[]) =>
  some.map((vector) => [`${vector.category}: ${vector.name}`, vector] as const);

describe('the reference', () => {
  it('has as many vectors as were counted when it was copied', () => {
    expect([valid.length, invalid.length, vectors.length - agreed.length]).toEqual([101, 80, 4]);
  });
});

describe.each(titled(valid))('accepts %s', (_, vector) => {
  const record = codecs[vector.type].decode(bytesOf(vector));

  it('as the record it stands for', () => {
    expect(record).toEqual(expectedRecord(vector));
  });

  it('and makes the bytes of it again', () => {
    if (!Number.isSafeInteger(record['timestampMs'])) {
      // A number cannot hold this time: it must not be sent on as if it could.
      expect(() => codecs[vector.type].encode(record)).toThrow(/timestampMs must be an integer within/);
      return;
    }
    const bytes = codecs[vector.type].encode(record);
    // JavaScript has one NaN; which of its bits travel is not ours to say.
    if (vector.note?.startsWith('NaN payload') === true) expect(codecs[vector.type].decode(bytes)).toEqual(record);
    else expect(hexOf(bytes)).toBe(vector.canonical === true ? vector.hex : vector.reencoded_hex);
  });
});

it.each(titled(valid.filter(({ type }) => type === 'SensorData')))('flags %s', (_, vector) => {
  const flags = inspectSensorData(decodeSensorData(bytesOf(vector)));
  expect([...flags].toSorted()).toEqual([...(vector.semantic_flags ?? [])].toSorted());
});

it.each(titled(invalid))('refuses %s', (_, vector) => {
  expect(() => codecs[vector.type].decode(bytesOf(vector))).toThrow(DecodeError);
});

it.each(titled(vectors))('says what is wrong with %s exactly when something is', (_, vector) => {
  const fault = wireFault(bytesOf(vector), `historian.v1.${vector.type}`);
  if (fault === undefined) codecs[vector.type].decode(bytesOf(vector));
  else expect(refusal(vector)).toMatchObject({ code: fault.code, offset: fault.offset });
});

function refusal(vector: Vector): unknown {
  try {
    return codecs[vector.type].decode(bytesOf(vector));
  } catch (error) {
    return error;
  }
}

/** snake_case and words for numbers → our record; a time no number holds is the nearest there is. */
function expectedRecord({ decoded = {} }: Vector): Record<string, unknown> {
  const text = new Set(['sensor_id', 'source_tag', 'severity']);
  return Object.fromEntries(
    Object.entries(decoded).map(([name, value]) => [
      name.replaceAll(/_(.)/g, (__, letter: string) => letter.toUpperCase()),
      text.has(name) ? value : Number(value),
    ]),
  );
}
