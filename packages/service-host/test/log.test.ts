import { createLog, RepeatedFailures } from '@twin/service-host';
import { describe, expect, it } from 'vitest';

function written(): {
  readonly lines: () => Record<string, unknown>[];
  readonly destination: { write(line: string): void };
} {
  const all: string[] = [];
  return {
    lines: () => all.map((line) => JSON.parse(line) as Record<string, unknown>),
    destination: { write: (line) => all.push(line) },
  };
}

describe('a log', () => {
  it('is one JSON line an event, without secrets', () => {
    const { lines, destination } = written();
    const log = createLog('twin', { destination });
    log.info({ sensor: 'T1', password: 'p', login: { token: 't', user: 'u' } }, 'connected');
    log.debug('not at this level');
    log.error({ error: new Error('broken') }, 'failed');
    const [first, second] = lines();
    expect(lines().length).toBe(2);
    expect(first).toMatchObject({
      level: 'info',
      name: 'twin',
      sensor: 'T1',
      password: '[redacted]',
      msg: 'connected',
    });
    expect(first!['login']).toEqual({ token: '[redacted]', user: 'u' });
    expect(Date.parse(first!['time'] as string)).toBeGreaterThan(0);
    expect(second).toMatchObject({ level: 'error', error: { message: 'broken', type: 'Error' } });
  });

  it('writes a failure that repeats once an interval, and says how many it left out', () => {
    const { lines, destination } = written();
    let nowMs = 0;
    const failures = new RepeatedFailures(createLog('twin', { destination }), 10_000, () => nowMs);
    for (let n = 0; n < 1_000; n++) failures.warn('decode', { n }, 'not readable');
    failures.warn('late', {}, 'too late');
    nowMs = 10_000;
    failures.warn('decode', { n: 1_000 }, 'not readable');
    expect(lines().map(({ msg, n, leftOut }) => ({ msg, n, leftOut }))).toEqual([
      { msg: 'not readable', n: 0, leftOut: undefined },
      { msg: 'too late', n: undefined, leftOut: undefined },
      { msg: 'not readable', n: 1_000, leftOut: 999 },
    ]);
  });

  it('stays bounded when every failure is of another kind', () => {
    const { lines, destination } = written();
    const failures = new RepeatedFailures(createLog('twin', { destination }), 10_000, () => 0);
    for (let n = 0; n < 20_000; n++) failures.warn(`kind ${n}`, {}, 'new');
    expect(lines().length).toBeLessThanOrEqual(1_001);
  });
});
