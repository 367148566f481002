import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidCheckpoint, jacketedCstr, TwinSession, type PlantModel, type SessionOptions } from '../src/index.ts';
import { FAULT_AT, gaussian, model } from './faulty-reactor.ts';
import { START_MS, recording, options, bytes, play, predictions, readT } from './recorded-session.ts';

describe('replay', () => {
  const stream = recording('T sensor +1.5 K', 8, FAULT_AT + 250);
  const whole = bytes(play(new TwinSession(model, options), stream));

  it('of the same measurements gives the same bytes', () => {
    expect(bytes(play(new TwinSession(jacketedCstr(), { ...options }), stream))).toBe(whole);
    expect(whole).toContain('"diagnosis"');
  });

  it('does not depend on when the broker stored them or in which packets they came', () => {
    const later = stream.map((one) => ({ ...one, storedAtMs: one.storedAtMs + 86_400_000 }));
    expect(bytes(play(new TwinSession(model, options), later))).toBe(whole);
  });

  it('shuffled within the allowed lateness gives the same outputs and the same state', () => {
    const latenessMs = 30_000;
    const settings = { ...options, latenessMs };
    const part = stream.slice(0, 400);
    const inOrder = new TwinSession(model, settings);
    const right = bytes([...play(inOrder, part), ...inOrder.flush()]);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: latenessMs - 1 }), { minLength: part.length, maxLength: part.length }),
        (delays) => {
          const arrival = part
            .map((one, i) => ({ one, at: one.timeMs + delays[i]! }))
            .sort((a, b) => a.at - b.at || b.one.sequence - a.one.sequence)
            .map(({ one }) => ({ ...one, storedAtMs: one.timeMs + 60_000 }));
          const session = new TwinSession(model, settings);
          const outputs = [...play(session, arrival), ...session.flush()];
          expect(bytes(outputs)).toBe(right);
          expect({ ...session.checkpoint() }).toStrictEqual(inOrder.checkpoint());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is in the order of time, then signal, then sequence', () => {
    const session = new TwinSession(model, { ...options, latenessMs: 10_000 });
    const at = (signal: string, value: number, timeMs: number, sequence: number) =>
      readT(value, timeMs, { signal, sequence, storedAtMs: timeMs + 60_000 });
    const later = START_MS + 5_000;
    play(session, [at('T', 318, later, 1), at('Ca', 0.9, later, 2), at('T', 317, START_MS, 3)]);
    const made = predictions(session.flush());
    expect(made.map(({ sensor, sequence }) => [sensor, sequence])).toStrictEqual([
      ['T', 3],
      ['Ca', 2],
      ['T', 1],
    ]);
  });

  it('of duplicates in any order takes the first by sequence, once', () => {
    const settings = { ...options, latenessMs: 20_000 };
    const once = new TwinSession(model, settings);
    const part = stream.slice(0, 120);
    const right = bytes([...play(once, part), ...once.flush()]);
    const twice = part.flatMap((one, i) => {
      const copy = { ...one, value: one.value + 1, sequence: one.sequence + 1_000_000 };
      return i % 2 === 0 ? [one, copy] : [copy, one];
    });
    const session = new TwinSession(model, settings);
    const outputs = [...play(session, twice), ...session.flush()];
    expect(bytes(outputs.filter(({ kind }) => kind !== 'refused'))).toBe(right);
    expect(outputs.filter((output) => output.kind === 'refused').every(({ reason }) => reason === 'duplicate')).toBe(
      true,
    );
  });
});

describe('checkpoint and restore', () => {
  it.each<[string, SessionOptions]>([
    ['plain', options],
    ['with lateness', { ...options, latenessMs: 15_000 }],
    [
      'with an estimated parameter and a learnt baseline',
      {
        ...options,
        filter: {
          ...options.filter,
          estimate: [{ parameter: 'heatTransferJPerMinK', initialStd: 0.05, varianceGrowthPerMin: 4e-5 }],
        },
        detector: { baseline: { samples: 150 } },
      },
    ],
  ])('at 1,000 random points, %s: goes on bit for bit', (_name, settings) => {
    const stream = recording('UA −25 %, ignition', 5, 760);
    const unbroken = new TwinSession(model, settings);
    const right = stream.map((one) => bytes(unbroken.accept(one)));
    const random = gaussian(4);
    let session = new TwinSession(model, settings);
    let restores = 0;
    stream.forEach((one, i) => {
      // Some 1,000 of the 1,540 points; at each the session is thrown away and made anew from text.
      if (restores < 1_000 && random() > -0.45) {
        session = TwinSession.restore(model, settings, JSON.parse(bytes(session.checkpoint())));
        restores++;
      }
      expect(bytes(session.accept(one))).toBe(right[i]);
    });
    expect(restores).toBeGreaterThanOrEqual(990);
    expect(bytes(session.checkpoint())).toBe(bytes(unbroken.checkpoint()));
    expect(bytes(session.flush())).toBe(bytes(unbroken.flush()));
  });

  it('in the midst of a flatline and of a warm-up', () => {
    const stuck = Array.from({ length: 40 }, (_, i) => readT(318, START_MS + i * 6_000, { sequence: i }));
    const unbroken = new TwinSession(model, options);
    const right = stuck.map((one) => bytes(unbroken.accept(one)));
    expect(right.join()).toContain('flatline');
    let session = new TwinSession(model, options);
    stuck.forEach((one, i) => {
      session = TwinSession.restore(model, options, JSON.parse(bytes(session.checkpoint())));
      expect(bytes(session.accept(one))).toBe(right[i]);
    });
  });

  const saved = () => {
    const session = new TwinSession(model, { ...options, latenessMs: 60_000 });
    play(session, recording('none', 1, 30));
    return JSON.parse(bytes(session.checkpoint())) as Record<string, unknown>;
  };

  it.each<[string, (checkpoint: Record<string, unknown>) => unknown]>([
    ['nothing', () => undefined],
    ['a number', () => 7],
    ['another version', (c) => ({ ...c, version: 2 })],
    ['another fingerprint', (c) => ({ ...c, fingerprint: 'x' })],
    ['too few numbers', (c) => ({ ...c, numbers: (c['numbers'] as number[]).slice(1) })],
    [
      'null among the numbers',
      (c) => ({ ...c, numbers: (c['numbers'] as number[]).map((x, i) => (i === 5 ? null : x)) }),
    ],
    ['a time that is none', (c) => ({ ...c, newestMs: -1 })],
    ['held that is no list', (c) => ({ ...c, held: {} })],
    ['a held thing that is no measurement', (c) => ({ ...c, held: [{}] })],
    ['a held signal it does not know', (c) => ({ ...c, held: [readT(1, 5, { signal: 'p' })] })],
    ['a held value out of range', (c) => ({ ...c, held: [{ ...readT(1e9, START_MS + 200_000) }] })],
    ['a held measurement twice', (c) => ({ ...c, held: [(c['held'] as unknown[])[0], (c['held'] as unknown[])[0]] })],
    ['signals that are no text', (c) => ({ ...c, releasedSignals: [1] })],
  ])('refuses %s', (_what, spoil) => {
    const restore = () => TwinSession.restore(model, { ...options, latenessMs: 60_000 }, spoil(saved()));
    expect(restore).toThrow(InvalidCheckpoint);
  });

  it('refuses what belongs to another plant or to other options', () => {
    const checkpoint = new TwinSession(model, options).checkpoint();
    expect(() => TwinSession.restore(jacketedCstr({ volumeL: 101 }), options, checkpoint)).toThrow('fingerprint');
    expect(() => TwinSession.restore(model, { ...options, latenessMs: 1 }, checkpoint)).toThrow('fingerprint');
    const derivatives: PlantModel['derivatives'] = (x, u, p, dx) => {
      model.derivatives(x, u, p, dx);
      dx[1] = 1.000001 * dx[1]!;
    };
    expect(() => TwinSession.restore({ ...model, derivatives }, options, checkpoint)).toThrow('fingerprint');
    expect(() => TwinSession.restore(jacketedCstr(), { ...options }, checkpoint)).not.toThrow();
  });
});
