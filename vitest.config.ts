import { defineConfig } from 'vitest/config';
import './scripts/guard-node.mjs';

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: ['packages/*', 'services/*', 'scripts'],
  },
});
