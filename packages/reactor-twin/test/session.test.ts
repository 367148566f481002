import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  InvalidCheckpoint,
  InvalidModel,
  jacketedCstr,
  TICK,
  TwinSession,
  type Measurement,
  type Output,
  type Prediction,
  type PlantModel,
  type SessionOptions,
} from '../src/index.ts';
import { coolant, FAULT_AT, faults, filterOptions, gaussian, model, runReactor } from './faulty-reactor.ts';

const START_MS = 1_700_000_000_000;

/** T every 6 s, Ca 2 s later, the coolant when it changes: readings of a run in the order of the plant. */
function recording(fault: string, seed: number, samples: number): Measurement[] {
  const run = runReactor(faults[fault]!, seed, samples);
  const random = gaussian(seed + 77);
  const all: Measurement[] = [];
  const add = (signal: string, value: number, timeMs: number) =>
    all.push({ signal, value, timeMs, sequence: all.length, storedAtMs: timeMs + 40, quality: 'good' });
  for (let i = 0; i < samples; i++) {
    const timeMs = START_MS + i * 6_000;
    add('T', run.measuredK[i]!, timeMs);
    if (i === 0 || coolant[i] !== coolant[i - 1]) add('Tc', coolant[i]!, timeMs);
    add('Ca', run.concentration[i]! + 0.005 * random(), timeMs + 2_000);
  }
  return all;
}

const options: SessionOptions = { filter: { ...filterOptions, gate: {} }, inputs: { Tc: coolant[0]! } };
const bytes = (value: unknown) => JSON.stringify(value);
const play = (session: TwinSession, measurements: readonly Measurement[]) =>
  measurements.flatMap((one) => session.accept(one));
const predictions = (outputs: readonly Output[]) =>
  outputs.filter((output): output is Prediction => output.kind === 'prediction');
const readT = (value: number, timeMs: number, more: Partial<Measurement> = {}): Measurement => ({
  signal: 'T',
  value,
  timeMs,
  sequence: 0,
  storedAtMs: timeMs,
  quality: 'good',
  ...more,
});

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

describe('gaps', () => {
  const warm = recording('none', 2, 300);
  const lastMs = warm.at(-1)!.timeMs;
  const after = (minutes: number, settings: SessionOptions) => {
    const session = new TwinSession(model, settings);
    play(session, warm);
    return { session, outputs: session.accept(readT(318, lastMs + minutes * 60_000, { sequence: 9_999 })) };
  };

  it('up to holdMs are nothing special', () => {
    const { outputs } = after(0.9, options);
    expect(outputs.map(({ kind }) => kind)).toStrictEqual(['prediction']);
    expect(predictions(outputs)[0]!.quality).toBe('good');
  });

  it('up to bridgeMs are bridged, uncertain until warm again', () => {
    const { session, outputs } = after(30, options);
    expect(outputs.find(({ kind }) => kind === 'gap')).toMatchObject({ action: 'bridged', minutes: 30 });
    expect(predictions(outputs)[0]!.quality).toBe('uncertain');
    const next = Array.from({ length: 20 }, (_, i) => readT(318 + 0.01 * i, lastMs + 1_800_000 + (i + 1) * 6_000));
    expect(predictions(play(session, next)).map(({ quality }) => quality)).toStrictEqual(
      next.map((_, i) => (i < 18 ? 'uncertain' : 'good')),
    );
  });

  it('beyond it start anew: at rest by default, at the last estimate, or not at all', () => {
    const rest = after(120, options);
    expect(rest.outputs[0]).toMatchObject({ kind: 'gap', action: 'restarted' });
    const held = after(120, { ...options, gap: { beyond: 'lastEstimate' } });
    expect(predictions(held.outputs)[0]!.predicted).not.toBe(predictions(rest.outputs)[0]!.predicted);
    const stopped = after(120, { ...options, gap: { beyond: 'stop' } });
    expect(stopped.outputs).toStrictEqual([
      { kind: 'gap', timeMs: lastMs + 7_200_000, minutes: 120, action: 'stopped' },
    ]);
    const refused = stopped.session.accept(readT(318, lastMs + 7_206_000));
    expect(refused[0]).toMatchObject({ kind: 'refused', reason: 'stopped' });
    const restored = TwinSession.restore(model, { ...options, gap: { beyond: 'stop' } }, stopped.session.checkpoint());
    expect(restored.accept(readT(318, lastMs + 7_206_000))[0]).toMatchObject({ reason: 'stopped' });
  });

  it('in one sensor are a dropout while the other goes on', () => {
    const session = new TwinSession(model, options);
    play(session, warm);
    const outputs = Array.from({ length: 20 }, (_, i) =>
      session.accept(readT(318 + 0.1 * (i % 3), lastMs + (i + 1) * 6_000)),
    ).flat();
    expect(outputs.find(({ kind }) => kind === 'deviation')).toMatchObject({
      sensor: 'Ca',
      deviation: { kind: 'dropout', change: 'raised' },
    });
  });
});

describe('inputs that should come regularly', () => {
  it('make predictions uncertain while one is stale, and say so', () => {
    const settings: SessionOptions = { ...options, warmUpReadings: 0, staleAfterMin: { Tc: 0.5 } };
    const at = (i: number) => START_MS + i * 6_000;
    let session = new TwinSession(model, settings);
    const qualities: string[] = [];
    const said: string[] = [];
    for (let i = 0; i < 16; i++) {
      const outputs = play(session, [
        ...(i < 3 || i > 10 ? [readT(297, at(i), { signal: 'Tc' })] : []),
        readT(318 + 0.01 * i, at(i)),
      ]);
      qualities.push(predictions(outputs)[0]!.quality === 'good' ? 'g' : 'u');
      for (const output of outputs) if (output.kind === 'input') said.push(`${i} ${output.input} ${output.state}`);
      session = TwinSession.restore(model, settings, JSON.parse(bytes(session.checkpoint())));
    }
    expect(said).toStrictEqual(['7 Tc stale', '11 Tc fresh']);
    expect(qualities.join('')).toBe('ggggggguuuuggggg');
  });

  it('are otherwise held for ever', () => {
    const session = new TwinSession(model, { ...options, warmUpReadings: 0 });
    const outputs = play(
      session,
      [0, 9, 18, 27].map((i) => readT(318, START_MS + i * 6_000)),
    );
    expect(outputs.map(({ kind }) => kind)).toStrictEqual(['prediction', 'prediction', 'prediction', 'prediction']);
  });

  it('and sensors each with a rhythm of its own', () => {
    const warm = recording('none', 2, 60);
    const dropouts = (settings: SessionOptions) => {
      const session = new TwinSession(model, settings);
      play(session, warm);
      const rest = [...Array(50).keys()].map((i) => readT(318 + 0.1 * (i % 5), warm.at(-1)!.timeMs + (i + 1) * 6_000));
      return play(session, rest).filter((output) => output.kind === 'deviation' && output.deviation.kind === 'dropout')
        .length;
    };
    expect(dropouts(options)).toBe(1);
    expect(dropouts({ ...options, detectors: { Ca: { dropoutMin: 15 } } })).toBe(0);
  });
});

describe('ticks', () => {
  const warm = recording('none', 2, 60);
  const lastMs = warm.at(-1)!.timeMs;
  const tick = (timeMs: number) => readT(0, timeMs, { signal: TICK });

  it('let plant time pass: all sensors silent is noticed while it lasts', () => {
    const session = new TwinSession(model, options);
    play(session, warm);
    const outputs = play(
      session,
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((i) => tick(lastMs + i * 6_000)),
    );
    expect(session.timeMs).toBe(lastMs + 72_000);
    expect(
      outputs.map((output) => (output.kind === 'deviation' ? `${output.sensor} ${output.deviation.kind}` : '')),
    ).toStrictEqual(['T dropout', 'Ca dropout']);
  });

  it('carry the estimate as one long interval does', () => {
    const session = new TwinSession(model, options);
    play(session, [...warm, ...[1, 2, 3].map((i) => tick(lastMs + i * 6_000))]);
    const other = new TwinSession(model, options);
    play(other, warm);
    const next = readT(318, lastMs + 24_000);
    const [ticked] = predictions(session.accept(next));
    const [plain] = predictions(other.accept(next));
    expect(ticked!.predicted).toBeCloseTo(plain!.predicted, 5);
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
