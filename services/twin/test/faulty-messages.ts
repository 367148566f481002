import { parseConfig } from '../src/config-file.ts';
import { asset } from './live-twin.ts';

export const configWith = (limits: string) =>
  parseConfig('c.yaml', `assets:\n  - prefix: ${asset}\n    limits: ${limits}\n`);
export const hourMs = 3_600_000;
