import { join } from 'node:path';
import { expect } from 'vitest';
import { scenarioRunner, scenarios, workFolder } from './command-line.ts';

export const folder = workFolder();
export const baseline = join(scenarios, 'baseline.yaml');
export const few = ['--replications', '5', '--duration-hours', '2'];
export const refused = (...given: readonly string[]) => {
  const { code, out, err } = scenarioRunner(folder, ...given);
  expect(err).not.toMatch(/\n\s+at /);
  expect(out).toBe('');
  expect(code).toBe(2);
  return err;
};
