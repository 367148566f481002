import { readSettings, SettingsError, type SettingFault } from '@twin/service-host';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const shape = {
  TWIN_PORT: z.coerce.number().int().min(1).max(65_535).default(8080),
  TWIN_NATS_URL: z.string().startsWith('nats://'),
  TWIN_MODE: z.enum(['live', 'durable']).default('durable'),
  TWIN_PROVISION: z.stringbool().default(false),
  TWIN_NATS_PASSWORD: z
    .string()
    .min(8, 'must have 8 characters or more')
    .refine((text) => text !== 'password', { error: ({ input }) => `${String(input)} is too easy` })
    .optional(),
};
const secrets = ['TWIN_NATS_PASSWORD'] as const;
const read = (env: Record<string, string | undefined>) => readSettings(env, shape, { secrets });

function faultsOf(env: Record<string, string>): readonly SettingFault[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('are typed values, with defaults; empty is not set; others do not matter', () => {
    const env = { TWIN_NATS_URL: 'nats://a', TWIN_PORT: '9000', TWIN_MODE: '', TWIN_PROVISION: 'yes', PATH: '/bin' };
    expect(read(env).values).toEqual({
      TWIN_PORT: 9_000,
      TWIN_NATS_URL: 'nats://a',
      TWIN_MODE: 'durable',
      TWIN_PROVISION: true,
    });
  });

  it('tell all their faults at once, and the nearest name for one that is not known', () => {
    const faults = faultsOf({ TWIN_PORT: '70000', TWIN_MODE: 'fast', TWIN_NATS_URl: 'nats://a', TWIN_XYZZY: '1' });
    const problems = Object.fromEntries(faults.map(({ name, problem }) => [name, problem]));
    expect(Object.keys(problems).toSorted()).toEqual(
      ['TWIN_MODE', 'TWIN_NATS_URL', 'TWIN_NATS_URl', 'TWIN_PORT', 'TWIN_XYZZY'].toSorted(),
    );
    expect(problems['TWIN_NATS_URL']).toBe('is not set');
    expect(problems['TWIN_NATS_URl']).toBe('is not known; did you mean TWIN_NATS_URL?');
    expect(problems['TWIN_XYZZY']).toBe('is not known');
    expect(problems['TWIN_PORT']).toContain('(is "70000")');
    expect(problems['TWIN_MODE']).toContain('live');
  });

  it('never show a secret, right or wrong', () => {
    const env = { TWIN_NATS_URL: 'nats://a', TWIN_NATS_PASSWORD: 'correct horse' };
    expect(read(env).values.TWIN_NATS_PASSWORD).toBe('correct horse');
    expect(JSON.stringify(read(env).shown)).not.toContain('horse');
    expect(read(env).shown['TWIN_NATS_PASSWORD']).toBe('[redacted]');
    expect(faultsOf({ ...env, TWIN_NATS_PASSWORD: 'battery' })).toEqual([
      { name: 'TWIN_NATS_PASSWORD', problem: 'must have 8 characters or more' },
    ]);
    expect(faultsOf({ ...env, TWIN_NATS_PASSWORD: 'password' })).toEqual([
      { name: 'TWIN_NATS_PASSWORD', problem: 'is not valid' },
    ]);
  });

  it('are read or refused whatever stands in the environment', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(shape)), fc.string()), fc.string()), (env) => {
        try {
          const { values } = read(env);
          expect(values.TWIN_NATS_URL.startsWith('nats://')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(SettingsError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
