import { defineConfig } from 'vitest/config';
import './scripts/guard-node.mjs';

export default defineConfig({
  test: {
    projects: ['packages/*', 'services/*', 'scripts'],
  },
});
