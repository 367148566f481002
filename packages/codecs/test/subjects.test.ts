import { maxSubjectLength, outputs, SubjectError, subjects, type Subject, type SubjectErrorCode } from '@twin/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const asset = 'enterprise.site.area.line.reactor';

const reserved = new Set<string>([...outputs, 'status', 'deviation', 'sys', 'jobs', 'results', 'dlq', '_INBOX']);
const token = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/).filter((text) => !reserved.has(text));
const tokens = (count: number) => fc.array(token, { minLength: count, maxLength: count }).map((all) => all.join('.'));
const tag = fc.integer({ min: 1, max: 3 }).chain(tokens);
const index = fc.maxSafeNat();

function refusal(attempt: () => unknown): SubjectError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof SubjectError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('builds', () => {
  it('the subjects of the plant and its twin', () => {
    expect(subjects.sensor(asset, 'temp')).toBe('enterprise.site.area.line.reactor.temp');
    expect(subjects.sensor(asset, 'coolant.temp')).toBe('enterprise.site.area.line.reactor.coolant.temp');
    expect(subjects.sensorPattern('enterprise.*.*.*.*', 'temp')).toBe('enterprise.*.*.*.*.temp');
    expect(subjects.output(asset, 'temp', 'predicted')).toBe('enterprise.site.area.line.reactor.temp.predicted');
    expect(subjects.status(asset)).toBe('enterprise.site.area.line.reactor.status');
    expect(subjects.deviation(asset)).toBe('enterprise.site.area.line.reactor.deviation');
    expect(subjects.anomaly).toBe('sys.analytics.anomaly');
    expect(subjects.sensor('data.reactor', 'temp')).toBe('data.reactor.temp');
  });

  it('those of the runner', () => {
    expect(subjects.job('run-1', 7)).toBe('jobs.run-1.7');
    expect(subjects.jobsOf('run-1')).toBe('jobs.run-1.*');
    expect(subjects.jobResult('run-1', 7)).toBe('results.run-1.7');
    expect(subjects.resultsOf('run-1')).toBe('results.run-1.*');
    expect(subjects.runProgress('run-1')).toBe('sys.runs.run-1');
    expect(subjects.deadLetter('jobs.run-1.7')).toBe('dlq.jobs.run-1.7');
  });
});

describe('parses what it built, for any names', () => {
  const cases: readonly (readonly [string, fc.Arbitrary<readonly [string, Subject]>])[] = [
    ['sensor', fc.tuple(tokens(5), tag).map(([a, t]) => [subjects.sensor(a, t), { kind: 'sensor', asset: a, tag: t }])],
    [
      'output',
      fc
        .tuple(tokens(5), tag, fc.constantFrom(...outputs))
        .map(([a, t, output]) => [subjects.output(a, t, output), { kind: 'output', asset: a, tag: t, output }]),
    ],
    ['status', tokens(5).map((a) => [subjects.status(a), { kind: 'status', asset: a }])],
    ['deviation', tokens(5).map((a) => [subjects.deviation(a), { kind: 'deviation', asset: a }])],
    [
      'job',
      fc
        .tuple(token, index)
        .map(([runId, jobIndex]) => [subjects.job(runId, jobIndex), { kind: 'job', runId, jobIndex }]),
    ],
    [
      'job-result',
      fc
        .tuple(token, index)
        .map(([runId, jobIndex]) => [subjects.jobResult(runId, jobIndex), { kind: 'job-result', runId, jobIndex }]),
    ],
    ['run-progress', token.map((runId) => [subjects.runProgress(runId), { kind: 'run-progress', runId }])],
    ['anomaly', fc.constant([subjects.anomaly, { kind: 'anomaly' }])],
    [
      'dead-letter',
      fc.tuple(tokens(5), tag).map(([a, t]) => {
        const of = subjects.sensor(a, t);
        return [subjects.deadLetter(of), { kind: 'dead-letter', of }];
      }),
    ],
  ];

  it.each(cases)('%s', (_, built) => {
    fc.assert(
      fc.property(built, ([subject, parts]) => {
        expect(subjects.parse(subject)).toEqual(parts);
      }),
    );
  });

  it('with as many tokens to an asset as the plant has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), tokens(8), tag, (count, names, t) => {
        const a = names.split('.').slice(0, count).join('.');
        expect(subjects.parse(subjects.sensor(a, t), count)).toEqual({ kind: 'sensor', asset: a, tag: t });
      }),
    );
    for (const count of [0, -1, 1.5, Number.NaN, Infinity])
      expect(() => subjects.parse(`${asset}.temp`, count)).toThrow(RangeError);
  });
});

describe('refuses', () => {
  const bad: readonly (readonly [string, SubjectErrorCode, number | undefined])[] = [
    ['', 'empty-token', 0],
    ['.', 'empty-token', 0],
    [`${asset}.`, 'empty-token', 5],
    [`.${asset}.temp`, 'empty-token', 0],
    ['a..c.d.e.temp', 'empty-token', 1],
    [`${asset}.te mp`, 'bad-token', 5],
    [`${asset}.temp\n`, 'bad-token', 5],
    [`${asset}.temp\r\nPUB x 1`, 'bad-token', 5],
    [`${asset}.tëmp`, 'bad-token', 5],
    [`${asset}.\u0000`, 'bad-token', 5],
    ['$JS.API.STREAM.DELETE.X.y', 'bad-token', 0],
    [`${asset}.t*mp`, 'bad-token', 5],
    [`${asset}.*`, 'wildcard', 5],
    [`${asset}.>`, 'wildcard', 5],
    ['>', 'wildcard', 0],
    ['enterprise.site.area.line.reactor', 'too-short', undefined],
    ['a.b', 'too-short', undefined],
    ['a.predicted.c.d.e.temp', 'reserved', 1],
    [`${asset}.predicted`, 'reserved', 5],
    [`${asset}.temp.predicted.predicted`, 'reserved', 6],
    [`${asset}.temp.status`, 'reserved', 6],
    ['_INBOX.a.b.c.d.e', 'reserved', 0],
    ['jobs.run-1', 'too-short', undefined],
    ['jobs.run-1.7.8', 'unknown', undefined],
    ['jobs.run-1.07', 'bad-number', 2],
    ['jobs.run-1.-1', 'bad-number', 2],
    ['jobs.run-1.9007199254740992', 'bad-number', 2],
    ['results.run-1.x', 'bad-number', 2],
    ['sys.analytics', 'unknown', undefined],
    ['sys.runs.a.b', 'unknown', undefined],
    ['dlq', 'too-short', undefined],
    ['dlq.', 'empty-token', 0],
    [`a.b.c.d.e.${'x'.repeat(maxSubjectLength)}`, 'too-long', undefined],
  ];

  it.each(bad)('to parse %j: %s', (subject, code, position) => {
    const error = refusal(() => subjects.parse(subject));
    expect({ code: error.code, position: error.position }).toEqual({ code, position });
  });

  const builds: readonly (readonly [string, () => unknown, SubjectErrorCode])[] = [
    ['a tag that is an output', () => subjects.sensor(asset, 'temp.predicted'), 'reserved'],
    ['an output of an output', () => subjects.output(asset, 'temp.predicted', 'predicted'), 'reserved'],
    ['an output that is none', () => subjects.output(asset, 'temp', 'guess' as never), 'unknown'],
    ...['sys', 'jobs', 'results', 'dlq', '_INBOX'].map(
      (root) => [`an asset below ${root}`, () => subjects.sensor(`${root}.a.b`, 'temp'), 'reserved'] as const,
    ),
    ['a wildcard in an asset', () => subjects.sensor('enterprise.*', 'temp'), 'wildcard'],
    ['a wildcard in a tag', () => subjects.sensorPattern('enterprise.*', '*'), 'wildcard'],
    ['a pattern that begins with one', () => subjects.sensorPattern('*.site', 'temp'), 'wildcard'],
    ['a pattern without end', () => subjects.sensorPattern('enterprise.>', 'temp'), 'wildcard'],
    ['a run of two tokens', () => subjects.job('run.1', 0), 'bad-token'],
    ['a run without a name', () => subjects.jobsOf(''), 'empty-token'],
    ['a run that is every run', () => subjects.jobsOf('*'), 'wildcard'],
    ['a job between two jobs', () => subjects.job('r', 1.5), 'bad-number'],
    ['a job below zero', () => subjects.jobResult('r', -1), 'bad-number'],
    ['a dead letter of a pattern', () => subjects.deadLetter('a.>'), 'wildcard'],
    ['parts too long together', () => subjects.sensor(`a.${'x'.repeat(200)}`, 'y'.repeat(200)), 'too-long'],
    ['what is no text', () => subjects.sensor(5 as never, 'temp'), 'bad-token'],
  ];

  it.each(builds)('to build %s', (_, build, code) => {
    expect(refusal(build).code).toBe(code);
  });

  it('with a message that says which token, cut to a length fit for a log', () => {
    expect(() => subjects.parse('a..c')).toThrow('subject "a..c": token 2 is empty');
    expect(refusal(() => subjects.parse('x'.repeat(100_000))).message.length).toBeLessThan(160);
  });
});

it('takes any text for what it is: a subject, or refused by name', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.constantFrom('.', '*', '>', 'a', '7', ' ', 'jobs', 'sys', 'dlq', 'predicted', 'status'), {
        maxLength: 24,
      })
      .map((all) => all.join('')),
  );
  fc.assert(
    fc.property(anything, (text) => {
      try {
        expect(subjects.parse(text)).toHaveProperty('kind');
        expect(text).toMatch(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/);
      } catch (error) {
        if (!(error instanceof SubjectError)) throw error;
      }
    }),
    { numRuns: 3_000 },
  );
});

it('a twin can tell what it said itself from what it was told', () => {
  for (const output of outputs) expect(subjects.isReserved(subjects.output(asset, 'temp', output))).toBe(true);
  expect(subjects.isReserved(subjects.status(asset))).toBe(true);
  expect(subjects.isReserved(subjects.sensor(asset, 'temp'))).toBe(false);
  expect(subjects.isReserved('predicted-temp')).toBe(false);
});

it('the longest subject has a dead letter, which is parsed', () => {
  const longest = `a.b.c.d.e.${'x'.repeat(maxSubjectLength - 10)}`;
  expect(longest).toHaveLength(maxSubjectLength);
  expect(subjects.parse(subjects.deadLetter(longest))).toEqual({ kind: 'dead-letter', of: longest });
});
