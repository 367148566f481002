import { decodeSensorData, encodeSensorData } from '@twin/codecs';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseConfig } from '../src/config-file.ts';
import { Fleet } from '../src/fleet.ts';
import { Liveness } from '../src/liveness.ts';
import { asset, beganMs, LiveTwin, temp } from './live-twin.ts';
import { configWith, hourMs } from './faulty-messages.ts';

describe('order', () => {
  it('readings of all sensors in any order within the lateness are as if they had come in order', () => {
    const config = configWith('{ latenessMs: 5000 }');
    const tags = ['temp', 'coolant.temp', 'flow'];
    const recording = Array.from({ length: 60 }, (_, i) => ({
      tag: tags[i % 7 === 3 ? 1 : i % 11 === 5 ? 2 : 0]!,
      timestampMs: beganMs + 700 * i,
      value: i % 7 === 3 ? 297 + (i % 3) : i % 11 === 5 ? 100 + (i % 2) : 324 + Math.sin(i),
    }));
    const replayed = (order: readonly number[]): string[] => {
      const one = new Fleet(config).assets.get(asset)!;
      return order.flatMap((i) => {
        const { tag, timestampMs, value } = recording[i]!;
        const payload = encodeSensorData({ sensorId: `${asset}.${tag}`, value, timestampMs, quality: 1 });
        const { answer, said } = one.take(tag, { payload, sequence: i + 1, storedAtMs: beganMs + hourMs });
        expect(answer.kind).toBe('taken');
        return said.publications.map(
          ({ subject, payload: bytes }) => `${subject} ${Buffer.from(bytes).toString('hex')}`,
        );
      });
    };
    const inOrder = recording.map((_, i) => i);
    const wanted = replayed(inOrder);
    expect(wanted.length).toBeGreaterThan(200);
    // Each may be overtaken by those up to 4.9 s younger: seven samples.
    const delays = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(delays, (late) => {
        const order = inOrder.toSorted((a, b) => a + late[a]! - (b + late[b]!) || a - b);
        expect(replayed(order)).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });
});

describe('silence', () => {
  afterEach(() => vi.useRealTimers());

  it('is told in the status while nothing at all arrives, and no prediction follows from it', async () => {
    const twin = await LiveTwin.begin(configWith('{ dropoutMin: 0.005, offDelayMin: 0 }'));
    twin.say('temp', { timestampMs: Date.now() });
    await expect
      .poll(() => twin.statuses().at(-1), { timeout: 5_000 })
      .toMatchObject({ phase: 'degraded', signals: [{ sensorId: temp, fault: 'stale' }], reason: `${temp} stale` });
    const before = twin.on(`${temp}.predicted`).length;
    expect(before).toBe(1);
    expect(twin.deviations()).toEqual([]);
    const statuses = twin.statuses().length;
    // Told once, and again when it ends.
    for (let i = 0; i < 250; i++) {
      twin.say('temp', { value: 324.5 + i / 1_000, timestampMs: Date.now() });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(twin.statuses().length).toBeGreaterThan(statuses);
    expect(twin.statuses().at(-1)).toMatchObject({ signals: [] });
    await twin.end();
  });

  it('is measured by a clock nobody sets, from the first word on, and only of who is watched', () => {
    let nowMs = 7;
    const watched = [
      { tag: 'temp', sensorId: 'a.temp', limitMs: 60_000 },
      { tag: 'flow', sensorId: 'a.flow', limitMs: 300_000 },
    ];
    const liveness = new Liveness(watched, () => nowMs);
    nowMs += 10 * hourMs;
    expect(liveness.silent()).toEqual([]);
    liveness.heard('temp', beganMs + 0.5);
    liveness.heard('flow', beganMs);
    liveness.heard('unknown', beganMs);
    nowMs += 60_000;
    expect(liveness.silent()).toEqual([{ sensorId: 'a.temp', fault: 'stale', sinceMs: beganMs }]);
    nowMs += 240_000;
    expect(liveness.silent().map(({ sensorId }) => sensorId)).toEqual(['a.temp', 'a.flow']);
    liveness.heard('temp', beganMs);
    expect(liveness.silent().map(({ sensorId }) => sensorId)).toEqual(['a.flow']);
  });

  /** Quality of every prediction and kinds of all outputs, after a silence of so many minutes. */
  function resumed(minutes: number, limits: string) {
    const one = new Fleet(configWith(limits)).assets.get(asset)!;
    const read = (timeMs: number) => {
      const payload = encodeSensorData({ sensorId: temp, value: 324.6, timestampMs: timeMs, quality: 1 });
      return one.take('temp', { payload, sequence: timeMs, storedAtMs: timeMs });
    };
    for (let i = 0; i < 30; i++) read(beganMs + 1_000 * i);
    const resumedMs = beganMs + 29_000 + minutes * 60_000;
    const after = Array.from({ length: 8 }, (_, i) => read(resumedMs + 1_000 * i));
    const predicted = after.map(({ said }) =>
      said.publications.find(({ subject }) => subject === `${temp}.predicted`)!,
    );
    const readings = predicted.map(({ payload }) => decodeSensorData(payload));
    return {
      kinds: after.flatMap(({ answer }) => (answer.kind === 'taken' ? answer.outputs : [])).filter(isGap),
      qualities: readings.map(({ quality }) => quality),
      values: readings.map(({ value }) => value),
    };
  }
  const isGap = ({ kind }: { readonly kind: string }): boolean => kind === 'gap';

  it.each([
    [0.9, undefined, [1, 1, 1, 1, 1, 1, 1, 1]],
    [10, 'bridged', [0, 0, 0, 0, 1, 1, 1, 1]],
    [90, 'restarted', [0, 0, 0, 0, 1, 1, 1, 1]],
    [60 * 24 * 365 * 20, 'restarted', [0, 0, 0, 0, 1, 1, 1, 1]],
  ])('of %s min, then readings again: %s, quality 0 until warm', (minutes, action, wanted) => {
    const { kinds, qualities, values } = resumed(minutes, '{ warmUpReadings: 5 }');
    expect(kinds.map((gap) => (gap as unknown as { action: string }).action)).toEqual(
      action === undefined ? [] : [action],
    );
    expect(qualities).toEqual(wanted);
    for (const value of values) expect(value).toBeCloseTo(324.5, 0);
  });

  it('may end the twin of an asset where that is asked for', () => {
    const one = new Fleet(configWith('{ beyond: stop }')).assets.get(asset)!;
    const read = (timeMs: number) => {
      const payload = encodeSensorData({ sensorId: temp, value: 324.6, timestampMs: timeMs, quality: 1 });
      return one.take('temp', { payload, sequence: timeMs, storedAtMs: timeMs }).answer;
    };
    read(beganMs);
    expect(read(beganMs + 2 * hourMs)).toMatchObject({ kind: 'taken', outputs: [{ kind: 'gap', action: 'stopped' }] });
    expect(read(beganMs + 3 * hourMs)).toEqual({ kind: 'quarantined', reason: 'stopped' });
  });

  it('of an input that must come regularly makes predictions uncertain, and the status degraded', () => {
    const text = `assets:\n  - prefix: ${asset}\n    sensors: { temp: { signal: T }, coolant.temp: { signal: Tc, staleAfterMin: 1 } }\n`;
    const one = new Fleet(parseConfig('c.yaml', text)).assets.get(asset)!;
    const take = (tag: string, value: number, seconds: number) => {
      const timestampMs = beganMs + 1_000 * seconds;
      const payload = encodeSensorData({ sensorId: `${asset}.${tag}`, value, timestampMs, quality: 1 });
      return one.take(tag, { payload, sequence: seconds, storedAtMs: timestampMs }).said;
    };
    const status = () => one.status('live', 'one', beganMs, 0);
    take('coolant.temp', 300, 0);
    const qualities = [30, 59, 60, 90].map(
      (seconds) => decodeSensorData(take('temp', 324.5, seconds).publications[0]!.payload).quality,
    );
    expect(qualities).toEqual([1, 1, 0, 0]);
    expect(status()).toMatchObject({ phase: 'degraded', signals: [{ sensorId: `${asset}.coolant.temp` }] });
    take('coolant.temp', 300, 91);
    expect(status().signals).toEqual([]);
  });

  it('a stuck value is a flatline after so many equal readings, in the status and as a deviation', async () => {
    const twin = await LiveTwin.begin(configWith('{ flatlineSamples: 10 }'));
    for (let i = 0; i < 30; i++)
      twin.say('temp', { value: i < 10 ? 324 + i / 10 : 324.4, timestampMs: beganMs + 1_000 * i });
    await twin.settled();
    expect(twin.deviations().find(({ kind }) => kind === 'flatline')).toMatchObject({
      state: 'raised',
      statistic: 10,
      limit: 10,
      detectedAtMs: beganMs + 19_000,
    });
    expect(twin.asset.status('live', 'one', beganMs, 0).signals).toMatchObject([{ fault: 'flatline' }]);
    await twin.end();
  });
});

describe('clocks', () => {
  afterEach(() => vi.useRealTimers());

  it('of the process that are set an hour back and forth change no prediction', async () => {
    const run = async (shifts: Readonly<Record<number, number>>): Promise<string> => {
      const twin = await LiveTwin.begin();
      vi.useFakeTimers({ toFake: ['Date'], now: beganMs + 60_000 });
      for (let i = 0; i < 60; i++) {
        const shift = shifts[i];
        if (shift !== undefined) vi.setSystemTime(Date.now() + shift);
        twin.say('temp', { value: 324 + Math.sin(i), timestampMs: beganMs + 1_000 * i });
        await twin.settled();
      }
      const outputs = twin.heard.filter(({ subject }) => /predicted|estimated|residual|ideal/.test(subject));
      vi.useRealTimers();
      await twin.end();
      return outputs.map(({ subject, payload }) => `${subject} ${Buffer.from(payload).toString('hex')}`).join('\n');
    };
    const undisturbed = await run({});
    expect(undisturbed.split('\n')).toHaveLength(360);
    expect(await run({ 20: -hourMs, 40: 2 * hourMs })).toBe(undisturbed);
  });
});
