import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  InvalidModel,
  TwinSession,
  type Measurement,
  type Output,
  type PlantModel,
  type SessionOptions,
} from '../src/index.ts';
import { FAULT_AT, filterOptions, model } from './faulty-reactor.ts';
import { START_MS, recording, options, bytes, play, predictions, readT } from './recorded-session.ts';

describe('a session', () => {
  const faulty = recording('UA −8 %', 3, FAULT_AT + 200);

  it('predicts at every reading, with the time of the reading, and knows how sure it is', () => {
    const outputs = play(new TwinSession(model, options), faulty.slice(0, 1_000));
    const made = predictions(outputs);
    const readings = faulty.slice(0, 1_000).filter(({ signal }) => signal !== 'Tc');
    expect(made.map(({ timeMs, sequence, sensor, measured }) => [timeMs, sequence, sensor, measured])).toStrictEqual(
      readings.map(({ timeMs, sequence, signal, value }) => [timeMs, sequence, signal, value]),
    );
    for (const { measured, predicted, residual, quality } of made.slice(200)) {
      expect(residual).toBe(measured - predicted);
      expect(quality).toBe('good');
    }
    expect(made[0]!.quality).toBe('uncertain');
    const spread = made.slice(200).map(({ residual, predictedStd }) => (residual / predictedStd) ** 2);
    expect(spread.reduce((a, b) => a + b, 0) / spread.length).toBeCloseTo(1, 0);
  });

  it('says of every state what it expected before the reading, also of what no sensor sees', () => {
    const outputs = play(new TwinSession(model, { ...options, sensors: ['T'] }), faulty.slice(0, 400));
    const made = predictions(outputs);
    for (const { prior, predicted } of made) expect(prior['T']).toBe(predicted);
    // Six seconds after an estimate the concentration is nearly where it was; a reading moves it at once.
    const moved = made.slice(1).map(({ prior, estimate }, i) => ({
      carried: Math.abs(prior['Ca']! - made[i]!.estimate['Ca']!),
      corrected: Math.abs(estimate['Ca']! - prior['Ca']!),
    }));
    expect(Math.max(...moved.map(({ carried }) => carried))).toBeLessThan(0.05);
    expect(moved.some(({ corrected }) => corrected > 0)).toBe(true);
  });

  it('raises the deviation, names the cause, and shows how far the plant is from the ideal one', () => {
    const outputs = play(
      new TwinSession(model, { ...options, sensors: ['T'] }),
      faulty.filter(({ signal }) => signal !== 'Ca'),
    );
    const raised = outputs.find((output) => output.kind === 'deviation');
    expect(raised).toMatchObject({ sensor: 'T', deviation: { kind: 'shift', change: 'raised' } });
    expect((raised!.timeMs - START_MS) / 60_000 - 60).toBeLessThan(1);
    const diagnosis = outputs.findLast((output) => output.kind === 'diagnosis')!.diagnosis;
    expect(diagnosis.indistinguishable).toContain('UA loss');
    const last = predictions(outputs).at(-1)!;
    expect(last.measured - last.ideal).toBeGreaterThan(1); // the ideal reactor has not lost its cooling
    expect(last.measured - last.ideal).toBeLessThan(4);
  });

  it('triggered by one sensor it predicts at that sensor only, exactly once', () => {
    const outputs = play(new TwinSession(model, { ...options, trigger: 'Ca' }), faulty.slice(0, 300));
    const made = predictions(outputs);
    expect(new Set(made.map(({ sensor }) => sensor))).toStrictEqual(new Set(['Ca']));
    expect(made.length).toBe(faulty.slice(0, 300).filter(({ signal }) => signal === 'Ca').length);
  });

  it('holds inputs over the interval before them, not after', () => {
    const at = (i: number) => START_MS + i * 6_000;
    const session = new TwinSession(model, { ...options, inputs: { Tc: 300 } });
    play(session, [readT(318, at(0)), readT(290, at(1), { signal: 'Tc', sequence: 1 })]);
    const [prediction] = predictions(session.accept(readT(318, at(2), { sequence: 2 })));
    const other = new TwinSession(model, { ...options, inputs: { Tc: 300 } });
    play(other, [readT(318, at(0)), readT(290, at(2), { signal: 'Tc', sequence: 1 })]);
    const [late] = predictions(other.accept(readT(318, at(2), { sequence: 2 })));
    expect(prediction!.predicted).toBeLessThan(late!.predicted - 0.5);
  });

  it('estimates a parameter when asked', () => {
    const estimate = [{ parameter: 'heatTransferJPerMinK', initialStd: 0.05, varianceGrowthPerMin: 4e-5 }];
    const session = new TwinSession(model, { ...options, filter: { ...filterOptions, estimate } });
    const last = predictions(play(session, faulty)).at(-1)!;
    expect(last.factors['heatTransferJPerMinK']).toBeCloseTo(0.92, 1);
  });
});

describe('what never changes the state', () => {
  const warm = recording('none', 2, 60);
  const lastMs = warm.at(-1)!.timeMs;

  it.each<[string, Partial<Measurement>]>([
    ['not-finite', { value: Number.NaN }],
    ['not-finite', { value: Infinity }],
    ['not-finite', { value: -Infinity }],
    ['not-finite', { value: '300' as unknown as number }],
    ['out-of-range', { value: 1e308 }],
    ['out-of-range', { value: 5e-324 }],
    ['out-of-range', { value: -300 }],
    ['quality', { quality: 'bad' }],
    ['quality', { quality: 'uncertain' }],
    ['quality', { quality: 192 as unknown as 'good' }],
    ['future', { timeMs: lastMs + 3_600_000, storedAtMs: lastMs + 10 }],
    ['future', { timeMs: lastMs + 5_011, storedAtMs: lastMs + 10 }],
    ['future', { storedAtMs: Number.NaN }],
    ['bad-time', { timeMs: 0 }],
    ['bad-time', { timeMs: -5 }],
    ['bad-time', { timeMs: 2 ** 53 + 2 }],
    ['bad-time', { timeMs: lastMs + 0.5 }],
    ['bad-sequence', { sequence: Number.NaN }],
    ['late', { timeMs: lastMs - 1 }],
    ['late', { timeMs: 1 }],
    ['duplicate', { signal: 'Ca', value: 0.9, timeMs: lastMs }],
    ['unknown-signal', { signal: 'pressure' }],
    ['unknown-signal', { signal: '__proto__' }],
  ])('%s: %j', (reason, change) => {
    const session = new TwinSession(model, options);
    play(session, warm);
    const before = bytes(session.checkpoint());
    const measurement = readT(318, lastMs + 1, { sequence: 999, ...change });
    expect(session.accept(measurement)).toStrictEqual([{ kind: 'refused', reason, measurement }]);
    expect(bytes(session.checkpoint())).toBe(before);
  });

  it('any mixture of them, between any good ones', () => {
    const clean = new TwinSession(model, options);
    const right = bytes(play(clean, warm));
    const badNumber = fc.constantFrom(Number.NaN, Infinity, -Infinity, 1e308, -1e308, -0);
    const badTime = fc.constantFrom(0, -1, 1, Number.NaN, Infinity, 9e15, 2 ** 60, START_MS - 1);
    const rubbish = fc.record({
      signal: fc.constantFrom('T', 'Ca', 'Tc', 'x'),
      value: fc.oneof(badNumber, fc.double()),
      timeMs: fc.oneof(badTime, fc.integer()),
      sequence: fc.integer(),
      storedAtMs: fc.constant(START_MS),
      quality: fc.constantFrom<Measurement['quality']>('good', 'bad', 'uncertain'),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(warm.length - 1), rubbish), { maxLength: 30 }), (spoilt) => {
        const session = new TwinSession(model, options);
        const outputs: Output[] = [];
        warm.forEach((one, i) => {
          outputs.push(...session.accept(one));
          for (const [at, bad] of spoilt) if (at === i) outputs.push(...session.accept(bad));
        });
        expect(bytes(outputs.filter(({ kind }) => kind !== 'refused'))).toBe(right);
        expect(bytes(session.checkpoint())).toBe(bytes(clean.checkpoint()));
      }),
      { numRuns: 200 },
    );
  });

  it('one sensor whose clock is ahead does not freeze the twin', () => {
    const session = new TwinSession(model, options);
    play(session, warm);
    const ahead = readT(318, lastMs + 3_600_000, { storedAtMs: lastMs + 6_000 });
    expect(session.accept(ahead)[0]).toMatchObject({ reason: 'future' });
    expect(predictions(session.accept(readT(318, lastMs + 6_000)))).toHaveLength(1);
  });
});

describe('limits', () => {
  it('holds no more measurements than allowed: the oldest goes early', () => {
    const session = new TwinSession(model, { ...options, latenessMs: 3_600_000, mostHeld: 10 });
    const outputs = play(session, recording('none', 1, 100));
    expect(session.checkpoint().held.length).toBe(10);
    expect(outputs.every(({ kind }) => kind !== 'refused')).toBe(true);
    expect(predictions(outputs).length).toBeGreaterThan(180);
  });

  it('says when the equations cannot be followed, and goes on', () => {
    let broken = false;
    const fragile: PlantModel = {
      ...model,
      derivatives: (x, u, p, dx) => (broken ? dx.fill(Number.NaN) : model.derivatives(x, u, p, dx)),
    };
    const session = new TwinSession(fragile, options);
    const stream = recording('none', 1, 60);
    play(session, stream.slice(0, 80));
    broken = true;
    const outputs = play(session, stream.slice(80, 84));
    const lost = outputs.filter((output) => output.kind === 'lost');
    expect(lost.map(({ what, reason }) => `${what} ${reason}`).slice(0, 2)).toStrictEqual([
      'estimate nonFinite',
      'ideal nonFinite',
    ]);
    broken = false;
    const later = predictions(play(session, stream.slice(84)));
    expect(later.length).toBeGreaterThan(0);
    for (const { predicted } of later) expect(Number.isFinite(predicted)).toBe(true);
  });

  it.each<[string, Partial<SessionOptions>]>([
    ['an unknown sensor', { sensors: ['p'] }],
    ['no sensor', { sensors: [] }],
    ['a trigger it does not listen to', { sensors: ['T'], trigger: 'Ca' }],
    ['an unknown input', { inputs: { x: 1 } }],
    ['an input out of range', { inputs: { Tc: -1 } }],
    ['a bridge shorter than the hold', { gap: { holdMs: 10, bridgeMs: 5 } }],
    ['a negative skew', { maxSkewMs: -1 }],
    ['a detector of an unknown sensor', { detectors: { p: {} } }],
    ['staleness of an unknown input', { staleAfterMin: { T: 1 } }],
    ['staleness at once', { staleAfterMin: { Tc: 0 } }],
    ['a bridge of a year', { gap: { bridgeMs: 3e10 } }],
  ])('refuses %s', (_what, change) => {
    expect(() => new TwinSession(model, { ...options, ...change })).toThrow(InvalidModel);
  });

  it('refuses lateness that is none', () => {
    for (const latenessMs of [-1, 0.5, Number.NaN])
      expect(() => new TwinSession(model, { ...options, latenessMs })).toThrow(RangeError);
  });
});
