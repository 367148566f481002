import type { Measurement } from '@twin/reactor-twin';

/** Roughly normal numbers, fast and the same every time: the sum of twelve uniform ones, less six. */
function roughlyNormal(seed: number): () => number {
  let a = seed;
  return () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      a = (Math.imul(a, 1_664_525) + 1_013_904_223) >>> 0;
      sum += a / 4_294_967_296;
    }
    return sum;
  };
}

/**
 * Readings of T and Ca by turns around the operating point, `apartMs` between one and the next, for ever. The reactor rests and the sensors are
 * noisy: all the twin does at every reading is there to be done, but nothing is wrong.
 */
export function endlessReadings(apartMs: number): () => Measurement {
  const random = roughlyNormal(1);
  let sequence = 0;
  return () => {
    const isT = sequence % 2 === 0;
    const timeMs = 1_700_000_000_000 + sequence * apartMs;
    return {
      signal: isT ? 'T' : 'Ca',
      value: isT ? 324.475 + 0.3 * random() : 0.8773 + 0.005 * random(),
      timeMs,
      sequence: sequence++,
      storedAtMs: timeMs,
      quality: 'good',
    };
  };
}
