import { describe, expect, it } from 'vitest';
import { TICK, TwinSession, type SessionOptions } from '../src/index.ts';
import { model } from './faulty-reactor.ts';
import { START_MS, recording, options, bytes, play, predictions, readT } from './recorded-session.ts';

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
