import {
  decodeDeviation,
  decodeScenarioJob,
  decodeScenarioResult,
  decodeSensorData,
  decodeTwinStatus,
} from '@twin/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyCodec } from './every-codec.ts';
import { peerDecode, peerEncode, peerEnums } from './peer.ts';
import { peerBytesOf } from './peer-records.ts';

describe.each(everyCodec.map((codec) => [codec.messageType, codec] as const))('%s', (name, codec) => {
  const { records, encode, decode } = codec;

  it('comes back as it went', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(decode(encode(record))).toEqual(record);
      }),
      { numRuns: 500 },
    );
  });

  it('is to the byte what an independent implementation makes of it', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(hex(encode(record))).toBe(hex(peerBytesOf(name, record)));
      }),
      { numRuns: 500 },
    );
  });

  it('has one form: what another implementation read and wrote is the same to the byte', () => {
    fc.assert(
      fc.property(records, (record) => {
        const bytes = encode(record);
        expect(hex(peerEncode(name, peerDecode(name, bytes)))).toBe(hex(bytes));
      }),
    );
  });
});

it('has a word for every number of every enum of proto/, and no other', () => {
  const words = peerEnums().map(({ typeName, values }) => [typeName, values.length - 1] as const);
  const drawn = new Map<string, Set<string>>();
  const see = (name: string, word: string) => void (drawn.get(name) ?? drawn.set(name, new Set()).get(name)!).add(word);
  for (const { messageType, records, encode, decode } of everyCodec)
    for (const record of fc.sample(records, 300)) {
      const read = decode(encode(record)) as Record<string, unknown>;
      if (messageType === 'twin.v1.Deviation') {
        see('twin.v1.DeviationState', read['state'] as string);
        see('twin.v1.DeviationKind', read['kind'] as string);
        see('twin.v1.Severity', read['severity'] as string);
      }
      if (messageType === 'twin.v1.ScenarioResult') see('twin.v1.JobOutcome', read['outcome'] as string);
      if (messageType !== 'twin.v1.TwinStatus') continue;
      see('twin.v1.TwinPhase', read['phase'] as string);
      see('twin.v1.TwinMode', read['mode'] as string);
      for (const { fault } of read['signals'] as { fault: string }[]) see('twin.v1.SignalFault', fault);
    }
  // That each word stands for the number of that name is what equality with the peer's bytes proves.
  expect(Object.fromEntries([...drawn].map(([name, seen]) => [name, seen.size]))).toEqual(Object.fromEntries(words));
});

describe('reads as the encoding says, whoever wrote it', () => {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

  it('a field that comes twice counts as it came last', () => {
    expect(decodeSensorData(bytes('2000 0a0141 2001 0a0142 20 01')).sensorId).toBe('B');
    expect(decodeSensorData(bytes('2001 2000')).quality).toBe(0);
    expect(decodeScenarioJob(bytes('22027b7d 2a0141')).document).toEqual({ object: 'A' });
    expect(decodeScenarioJob(bytes('2a0141 22027b7d')).document).toEqual({ json: '{}' });
  });

  it('messages that come twice are merged, lists are joined', () => {
    expect(decodeTwinStatus(bytes('1801 2001 4a020801 4a021002')).counts).toMatchObject({ accepted: 1, late: 2 });
    expect(decodeScenarioResult(bytes('1801 32 02 0a00 32 03 0a0141')).metrics.map(({ name }) => name)).toEqual([
      '',
      'A',
    ]);
  });

  it('lists of numbers may be packed, not packed, and both', () => {
    const one = '000000000000f03f';
    const { metrics } = decodeScenarioResult(bytes(`1801 32 1c 19${one} 1a08${one} 19${one}`));
    expect(metrics[0]!.values).toEqual([1, 1, 1]);
  });

  it('what is not known is passed over, as is a known field in a wire type it has not', () => {
    expect(decodeSensorData(bytes('78ff01 0a0141 f20103616263 10 07')).sensorId).toBe('A');
  });

  it('a message left out is one of nothing', () => {
    expect(decodeTwinStatus(bytes('1801 2001')).counts).toEqual({
      accepted: 0,
      late: 0,
      duplicate: 0,
      quarantined: 0,
      malformed: 0,
      dropped: 0,
      published: 0,
    });
    expect(decodeScenarioResult(bytes('1801'))).not.toHaveProperty('failure');
  });

  it('a word that is not known here is refused, by field', () => {
    expect(() => decodeDeviation(bytes('2001 2801 3009'))).toThrow(
      'Deviation.severity is 9, none of low, medium, high, critical',
    );
    expect(() => decodeTwinStatus(bytes('1801 2001 5200'))).toThrow('TwinStatus.signals[0].fault is 0, none of stale');
    expect(() => decodeScenarioJob(bytes(''))).toThrow('ScenarioJob.document is not there');
  });

  it('a number that no record can hold is refused, by field, in our own messages', () => {
    const beyond = '80808080808080 10'.replace(' ', '');
    expect(() => decodeScenarioJob(bytes(`22027b7d 38 ${beyond}`))).toThrow('ScenarioJob.seed is beyond ±(2⁵³ − 1)');
    // 2⁶⁴ − 1 is not −1: a uint64 has no sign.
    expect(() => decodeScenarioJob(bytes('22027b7d 38 ffffffffffffffffff01'))).toThrow('ScenarioJob.seed is beyond');
    expect(() => decodeTwinStatus(bytes(`1801 2001 4a 09 10 ${beyond}`))).toThrow('TwinStatus.counts.late is beyond');
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
