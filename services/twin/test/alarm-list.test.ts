import type { Deviation } from '@twin/codecs';
import { expect, it } from 'vitest';
import { AlarmList } from '../src/alarm-list.ts';

const raised: Deviation = {
  deviationId: 'a',
  asset: 'p.r',
  sensorId: 'p.r.temp',
  state: 'raised',
  kind: 'shift',
  severity: 'high',
  actual: 1,
  predicted: 0,
  unit: 'K',
  statistic: 2,
  limit: 1,
  chart: 'cusum-slow',
  beganAtMs: 1_000,
  detectedAtMs: 1_000,
  causes: [],
  indistinguishable: false,
  settledBy: [],
};
const cleared: Deviation = { ...raised, state: 'cleared', detectedAtMs: 2_000 };
const nowMs = 10_000;

const steps = {
  raise: (list: AlarmList) => list.take(raised),
  worsen: (list: AlarmList) => list.take({ ...raised, severity: 'critical' }),
  clear: (list: AlarmList) => list.take(cleared),
  raiseAgain: (list: AlarmList) => list.take({ ...raised, deviationId: 'b' }),
  acknowledge: (list: AlarmList) => list.acknowledge('a'),
  shelve: (list: AlarmList) => list.shelve('a', 30, nowMs),
  takeOut: (list: AlarmList) => list.setOutOfService('a', true),
  putBack: (list: AlarmList) => list.setOutOfService('a', false),
} as const;

// States of ISA-18.2, figure of the alarm's life.
it.each<[readonly (keyof typeof steps)[], readonly string[]]>([
  [['raise'], ['unacknowledged']],
  [['raise', 'worsen'], ['unacknowledged']],
  [['raise', 'acknowledge'], ['acknowledged']],
  [['raise', 'acknowledge', 'worsen'], ['acknowledged']],
  [['raise', 'clear'], ['returned-unacknowledged']],
  [['raise', 'clear', 'acknowledge'], []],
  [['raise', 'acknowledge', 'clear'], []],
  [['clear'], []],
  [['raise', 'shelve'], ['shelved']],
  [['raise', 'shelve', 'clear'], ['shelved']],
  [['raise', 'takeOut'], ['out-of-service']],
  [['raise', 'takeOut', 'acknowledge', 'clear'], ['out-of-service']],
  [['raise', 'takeOut', 'clear', 'raiseAgain'], ['out-of-service']],
  [['raise', 'takeOut', 'putBack'], ['unacknowledged']],
  [['raise', 'acknowledge', 'takeOut', 'clear', 'putBack'], []],
  [['raise', 'takeOut', 'clear', 'putBack'], []],
  [
    ['raise', 'raiseAgain'],
    ['unacknowledged', 'unacknowledged'],
  ],
])('%j leaves %j', (done, states) => {
  const list = new AlarmList();
  for (const step of done) steps[step](list);
  expect(list.list(nowMs).map(({ state }) => state)).toEqual(states);
  const waiting = states.filter((state) => state !== 'shelved' && state !== 'out-of-service').length;
  expect(list.waiting(nowMs)).toBe(waiting);
});

it('returns from the shelf by itself, and shelves for a day at most', () => {
  const list = new AlarmList();
  list.take(raised);
  expect(list.shelve('a', 24 * 60 + 1, nowMs)).toBe(false);
  expect(list.shelve('a', 30, nowMs)).toBe(true);
  expect(list.list(nowMs + 29 * 60_000)[0]).toMatchObject({
    state: 'shelved',
    shelvedUntilMs: nowMs + 30 * 60_000,
  });
  expect(list.list(nowMs + 30 * 60_000)[0]).toMatchObject({ state: 'unacknowledged' });
});

it('knows no alarm but its own, and not more than 200', () => {
  const list = new AlarmList();
  expect([list.acknowledge('a'), list.shelve('a', 1, nowMs), list.setOutOfService('a', true)]).toEqual([
    false,
    false,
    false,
  ]);
  for (let i = 0; i < 300; i++) list.take({ ...raised, deviationId: `${i}` });
  expect(list.list(nowMs)).toHaveLength(200);
  expect(list.list(nowMs)[0]!.deviation.deviationId).toBe('299');
});
