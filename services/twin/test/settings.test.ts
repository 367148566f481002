import { SettingsError } from '@twin/service-host';
import { describe, expect, it } from 'vitest';
import { busOf, natsSettings, readEnvironment } from '../src/settings.ts';

const faults = (env: Record<string, string>): string[] => {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults.map(({ name, problem }) => `${name}: ${problem}`);
    throw error;
  }
  return [];
};

describe('the environment', () => {
  // Every variable that can be wrong, and what is said of it.
  it.each([
    ['TWIN_BUS', 'kafka', /Invalid option: expected one of "memory"\|"nats" \(is "kafka"\)/],
    ['TWIN_MODE', 'fast', /expected one of "auto"\|"live"\|"durable"/],
    ['TWIN_PROVISION', 'maybe', /must be true or false \(is "maybe"\)/],
    ['TWIN_TIMESTAMP', 'now', /expected one of "measurement"\|"processing"/],
    ['TWIN_LOG_LEVEL', 'loud', /expected one of "fatal"/],
    ['TWIN_PORT', 'http', /expected number, received NaN \(is "http"\)/],
    ['TWIN_PORT', '65536', /<=65535/],
    ['TWIN_PORT', '-1', />=0/],
    ['TWIN_PORT', '80.5', /expected int/],
    ['TWIN_CHECKPOINT_EVERY_MS', '9', />=10/],
    ['TWIN_CHECKPOINT_EVERY_MS', '1e9', /<=3600000/],
    ['TWIN_LEASE_MS', '99', />=100/],
    ['TWIN_LEASE_MS', '3 s', /received NaN/],
    ['TWIN_STATUS_EVERY_MS', '0', />=100/],
    ['TWIN_MOCK_PERIOD_MS', '1', />=10/],
    ['TWIN_MOCK_PAST_MIN', '481', /<=480/],
    ['TWIN_INPUT_STREAM', 'a.b', /must be letters, digits, - and _ \(is "a\.b"\)/],
    ['TWIN_OUTPUT_STREAM', 'a b', /must be letters, digits, - and _/],
    ['TWIN_CHECKPOINTS', '*', /must be letters, digits, - and _/],
    ['TWIN_INSTANCE', 'x'.repeat(65), /must be letters, digits, - and _/],
    ['TWIN_MOCK_ASSET', 'a..b', /must be the prefix of an asset/],
    ['NATS_URL', 'http://a:1', /must be nats:\/\/host:port/],
    ['NATS_URL', 'nats://a:1,,nats://b:1', /must be nats:\/\/host:port/],
    ['NATS_URL', 'nats://u:secret@a:1', /must hold no credentials(?!.*secret)/],
    ['NATS_PASSWORD', 'secret', /is of no use without NATS_USER/],
    ['NATS_CREDS', '/no/such/file', /there is no file "\/no\/such\/file" that we may read/],
    ['NATS_TLS_CA', '/no/such/file', /there is no file/],
    ['TWIN_INSTANCE', 'a>b', /must be letters, digits, - and _/],
  ])('%s=%s is refused and told', (name, value, message) => {
    const [fault, ...more] = faults({ [name]: value });
    expect(fault).toMatch(new RegExp(`^${name}: `));
    expect(fault).toMatch(message);
    expect(more).toEqual([]);
  });

  it('shows all faults at once, unknown names with the nearest, and no secret', () => {
    const told = faults({ TWIN_PORT: 'x', TWIN_MODE: 'y', TWIN_TOKEN: 'short-secret', TWIN_MOED: 'live' });
    expect(told).toHaveLength(4);
    expect(told.join('\n')).toContain('did you mean TWIN_MODE?');
    expect(told).toContain('TWIN_TOKEN: must have 16 characters or more');
    expect(told.join('\n')).not.toContain('short-secret');
    const { shown } = readEnvironment({ TWIN_TOKEN: 'a-token-of-the-plant', NATS_USER: 'u', NATS_PASSWORD: 'p' });
    expect(shown).toMatchObject({
      TWIN_TOKEN: '[redacted]',
      NATS_PASSWORD: '[redacted]',
    });
  });

  it('takes what is empty for what is not set', () => {
    expect(readEnvironment({ TWIN_PORT: '', TWIN_TOKEN: '', NATS_URL: '' }).values).toEqual(readEnvironment({}).values);
  });

  it('chooses the bus by what is there', () => {
    const bus = (env: Record<string, string>) => busOf(readEnvironment(env).values);
    expect(bus({})).toBe('memory');
    expect(bus({ NATS_URL: 'nats://a:1' })).toBe('nats');
    expect(bus({ TWIN_BUS: 'nats' })).toBe('nats');
    expect(bus({ TWIN_BUS: 'memory', NATS_URL: 'nats://a:1' })).toBe('memory');
  });

  it('makes a login of what is given', () => {
    const settings = (env: Record<string, string>) => natsSettings(readEnvironment(env).values, 'twin');
    expect(settings({})).toEqual({ servers: ['nats://127.0.0.1:4222'], name: 'twin' });
    expect(settings({ NATS_URL: 'nats://a:1,nats://b:2', NATS_USER: 'u', NATS_PASSWORD: 'p' })).toMatchObject({
      servers: ['nats://a:1', 'nats://b:2'],
      login: { user: 'u', password: 'p' },
    });
    expect(settings({ NATS_TOKEN: 't' }).login).toEqual({ token: 't' });
    expect(settings({ NATS_NKEY_SEED: 's' }).login).toEqual({ nkeySeed: 's' });
    const here = import.meta.filename;
    expect(settings({ NATS_CREDS: here }).login).toEqual({ credentialsFile: here });
    expect(settings({ NATS_TLS_CA: here, NATS_TLS_CERT: here, NATS_TLS_KEY: here }).tls).toEqual({
      caFile: here,
      certFile: here,
      keyFile: here,
    });
    expect(faults({ NATS_TOKEN: 't', NATS_CREDS: here })).toEqual([
      'NATS_CREDS: is one login too many: NATS_TOKEN is set too',
    ]);
    expect(faults({ NATS_TLS_CERT: here })).toEqual(['NATS_TLS_CERT: and NATS_TLS_KEY go together']);
  });
});
