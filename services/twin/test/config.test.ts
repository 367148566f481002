import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { faultText, FileFaults } from '@twin/service-host/yaml';
import { parseConfig } from '../src/config-file.ts';
import { configSchema, defaultConfig } from '../src/config-schema.ts';
import { fromModel, toModel, unitNames, units } from '../src/units.ts';
import { followed } from './command-line.ts';
import { TwinProcess } from './process.ts';

function faults(text: string): string {
  try {
    parseConfig('twin.yaml', text);
  } catch (error) {
    if (error instanceof FileFaults) return faultText(error);
    throw error;
  }
  return 'none';
}

describe('a configuration', () => {
  it('needs a prefix and nothing else', () => {
    expect(parseConfig('twin.yaml', 'assets:\n  - prefix: enterprise.site.area.line.reactor\n')).toEqual(defaultConfig);
  });

  it('shows every fault with line, caret and the nearest key', () => {
    const text = `assets:
  - prefix: enterprise.*.reactor
    sensors:
      temp: { signal: T, unit: L/min }
      flow: { signl: q }
    limits:
      latnessMs: 5
      warmUpReadings: -1
`;
    expect(faults(text)).toMatchInlineSnapshot(`
      "twin.yaml:4:32  assets.0.sensors.temp.unit
          4 |       temp: { signal: T, unit: L/min }
            |                                ^^^^^ L/min is no unit of T, which is in K
      twin.yaml:5:7  assets.0.sensors.flow.signal
          5 |       flow: { signl: q }
            |       ^^^^ "signal" is missing
      twin.yaml:5:15  assets.0.sensors.flow.signl
          5 |       flow: { signl: q }
            |               ^^^^^ unknown key "signl"; did you mean "signal"?
      twin.yaml:7:7  assets.0.limits.latnessMs
          7 |       latnessMs: 5
            |       ^^^^^^^^^ unknown key "latnessMs"; did you mean "latenessMs"?
      twin.yaml:8:23  assets.0.limits.warmUpReadings
          8 |       warmUpReadings: -1
            |                       ^^ Too small: expected number to be >=0"
    `);
  });

  it.each([
    ['', 'expected object'],
    ['assets: []', '>=1'],
    ['assets:\n  - prefix: a..b', 'token'],
    ['assets:\n  - prefix: "*.b.c"', 'must be a name'],
    ['assets:\n  - prefix: a.>', 'token'],
    ['assets:\n  - { prefix: a.b, sensors: { flow: { signal: q } } }', 'a twin without eyes'],
    ['assets:\n  - { prefix: a.b, sensors: { x: { signal: T }, y: { signal: T } } }', 'two sensors measure T'],
    [
      'assets:\n  - { prefix: a.b, sensors: { temp: { signal: T }, x.predicted: { signal: q } } }',
      'means something else',
    ],
    ['assets: &a [*a]', 'expected object, received array'],
    ['assets: {', 'is not YAML'],
    ['assets:\n  - prefix: a.b\n    prefix: c.d', 'is not YAML'],
    ['assets:\n\t- prefix: a.b', 'is not YAML'],
    ['assets:\n  - {}', '"prefix" is missing'],
    ['assets:\n  - prefix: a.b\nmostAsets: 3', 'did you mean "mostAssets"?'],
    ['assets:\n  - prefix: a.b\nmostAssets: 0', '>=1'],
    ['assets:\n  - { prefix: a.b, sensors: { temp: { signal: X } } }', 'expected one of "T"|"Ca"|"Tc"|"q"|"Tf"|"Caf"'],
    ['assets:\n  - { prefix: a.b, sensors: { temp: { signal: T, min: 5, max: 1 } } }', 'min 5 is not below max 1'],
    ['assets:\n  - { prefix: a.b, sensors: { temp: { signal: T, staleAfterMin: 0 } } }', '>0'],
    ['assets:\n  - { prefix: a.b, parameters: { volumeL: -1 } }', 'volumeL'],
    ['assets:\n  - { prefix: a.b, parameters: { volumeL: .nan } }', 'volumeL'],
    ['assets:\n  - { prefix: a.b, inputs: { Tc: cold } }', 'expected number, received string'],
    ['assets:\n  - { prefix: a.b, noise: { temperatureStdK: 0 } }', '>=0.0001'],
    ['assets:\n  - { prefix: a.b, noise: { initialStd: [1] } }', 'initialStd'],
    ['assets:\n  - { prefix: a.b, limits: { deadBand: 1 } }', '<=0.99'],
    ['assets:\n  - { prefix: a.b, limits: { latenessMs: 0.5 } }', 'expected int'],
    ['assets:\n  - { prefix: a.b, limits: { beyond: hope } }', 'expected one of "restingState"|"lastEstimate"|"stop"'],
    ['assets:\n  - { prefix: a.b, outputs: [guessed] }', 'expected one of "predicted"'],
  ])('%j is refused', (text, why) => {
    expect(faults(text)).toContain(why);
  });

  it('has a JSON Schema that describes every key', () => {
    const schema = JSON.stringify(z.toJSONSchema(configSchema, { io: 'input' }));
    for (const key of ['prefix', 'sensors', 'parameters', 'noise', 'limits', 'latenessMs', 'heatTransferJPerMinK'])
      expect(schema).toContain(`"${key}"`);
  });

  it('takes readings there and back in every unit', () => {
    for (const name of unitNames) expect(fromModel(units[name], toModel(units[name], 37.5))).toBeCloseTo(37.5, 9);
    expect(toModel(units['°C'], 0)).toBe(273.15);
    expect(toModel(units['°F'], 212)).toBeCloseTo(373.15, 9);
    expect(toModel(units['m3/h'], 6)).toBeCloseTo(100, 9);
    expect(toModel(units['mol/m3'], 877)).toBeCloseTo(0.877, 12);
  });
});

describe('the command line', () => {
  it.each([
    [['serve'], { TWIN_PROT: '1' }, 78, 'did you mean TWIN_PORT?'],
    [['serve', 'no-such-file.yaml'], {}, 2, 'there is no such file'],
    [['serve'], { TWIN_HOST: '203.0.113.7', TWIN_PORT: '0' }, 1, 'EADDRNOTAVAIL'],
  ])('as a process: %j with %j exits %i', async (args, env, code, message) => {
    const twin = new TwinProcess(args, env);
    expect(await twin.end()).toBe(code);
    expect(twin.out + twin.err).toContain(message);
    expect(twin.err).not.toContain('    at ');
  });

  it.each([
    [['serve', 'no-such-file.yaml'], {}, 2, 'there is no such file'],
    [['sreve'], {}, 2, 'unknown command'],
    [['serve', '--prt', '1'], {}, 2, "Unknown option '--prt'"],
    [['serve', 'a.yaml', 'b.yaml'], {}, 2, 'too many arguments'],
    [['serve'], { TWIN_PORT: 'http' }, 78, 'TWIN_PORT'],
    [['serve'], { TWIN_PROT: '1' }, 78, 'did you mean TWIN_PORT?'],
    [['serve'], { TWIN_TOKEN: 'short' }, 78, 'TWIN_TOKEN: must have 16 characters or more'],
    [['serve'], { NATS_URL: 'nats://u:secret@a:1' }, 78, 'must hold no credentials'],
    [['serve'], { TWIN_BUS: 'nats', NATS_CREDS: '/no/such/file' }, 78, 'NATS_CREDS: there is no file'],
    [['explain', '/dev/null'], {}, 2, 'expected object'],
    [['serve'], { TWIN_CONFIG: 'no-such-file.yaml' }, 2, 'no-such-file.yaml'],
    [['inject', 'bias', '--size', 'x'], {}, 2, '--size must be a number above 0, is "x"'],
    [['inject', 'bias', '--url', 'http://127.0.0.1:9'], {}, 1, 'failed'],
    [['inject'], {}, 2, 'inject takes one of'],
    [['healthcheck', '--url', 'http://127.0.0.1:9'], {}, 1, 'failed'],
  ])('%j with %j exits %i', async (args, env, code, message) => {
    const ended = await followed(args, env);
    expect(ended.code).toBe(code);
    expect(ended.err).toContain(message);
    expect(ended.err).not.toContain('    at ');
  });

  it('explains what it understood', async () => {
    const { code, out } = await followed(['explain']);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "bus        memory of this process, with a mock plant
      mode       live: newest value, at most once; losses are counted
      stamped    with the time of the measurement
      page       http://127.0.0.1:8080/  writing off (no TWIN_TOKEN)

      enterprise.site.area.line.reactor
        reads    enterprise.site.area.line.reactor.temp                   reactor temperature, K
        reads    enterprise.site.area.line.reactor.flow                   feed flow, L/min
        reads    enterprise.site.area.line.reactor.coolant.temp           coolant temperature, K
        reads    enterprise.site.area.line.reactor.feed.temp              feed temperature, K
        reads    enterprise.site.area.line.reactor.feed.concentration     feed concentration, mol/L
        says     enterprise.site.area.line.reactor.temp.predicted
        says     enterprise.site.area.line.reactor.temp.estimated
        says     enterprise.site.area.line.reactor.temp.residual
        says     enterprise.site.area.line.reactor.temp.ideal
        says     enterprise.site.area.line.reactor.status, enterprise.site.area.line.reactor.deviation, sys.analytics.anomaly
        model    jacketed-cstr, V 100 L, UA 50000 J/(min K); noise of a thermometer 0.3 K
        order    waits 0 ms for late readings; refuses those 5000 ms ahead of the broker
        gaps     to 60000 ms held, to 3600000 ms bridged (quality 0 for 20 readings), then restingState
        judges   after 200 readings; stuck after 20 equal ones, silent after 1 min
      "
    `);
  });

  it('prints its schema', async () => {
    const { code, out } = await followed(['schema']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ type: 'object', required: ['assets'] });
  });
});

describe('serving on a bus of its own', () => {
  it('is found healthy, tells what it knows, refuses to be written to without a token, drains on SIGTERM', async () => {
    const twin = new TwinProcess(['serve'], { TWIN_PORT: '0', TWIN_MOCK_PAST_MIN: '1' });
    const url = await twin.url();
    const check = new TwinProcess(['healthcheck', '--url', url]);
    expect(await check.end()).toBe(0);
    const assets = (await (await fetch(`${url}api/assets`)).json()) as { assets: { asset: string }[] };
    expect(assets.assets).toMatchObject([{ asset: 'enterprise.site.area.line.reactor', mode: 'live' }]);
    expect(await (await fetch(`${url}metrics`)).text()).toContain('twin_messages_total{result="taken"}');
    const answer = await fetch(`${url}api/fault`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(403);
    expect(await twin.stop()).toBe(0);
  });

  it('lets those with the token write, from its own page only', async () => {
    const token = 'a-token-of-the-plant';
    const twin = new TwinProcess(['serve'], { TWIN_PORT: '0', TWIN_TOKEN: token, TWIN_MOCK_PAST_MIN: '0' });
    const url = await twin.url();
    const post = async (path: string, body: unknown, headers = {}): Promise<number> =>
      (
        await fetch(`${url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
          body: JSON.stringify(body),
        })
      ).status;
    const order = { asset: 'enterprise.site.area.line.reactor', fault: 'bias' };
    expect(await post('api/fault', order)).toBe(200);
    expect(await post('api/fault', order, { authorization: 'Bearer no' })).toBe(401);
    expect(await post('api/fault', order, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await post('api/fault', order, { 'content-type': 'text/plain' })).toBe(415);
    expect(await post('api/fault', { ...order, fault: 'fire' })).toBe(400);
    expect(await post('api/fault', { ...order, asset: 'another' })).toBe(404);
    expect(await post('api/acknowledge', { asset: order.asset, id: 'none' })).toBe(404);
    expect(await post('api/fault', { ...order, fault: 'x'.repeat(10_000) })).toBe(413);
    const inject = new TwinProcess(['inject', 'cooling', '--url', url], { TWIN_TOKEN: token });
    expect(await inject.end()).toBe(0);
    expect(twin.out + twin.err).not.toContain(token);
    await twin.stop();
  });
});
