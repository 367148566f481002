import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import './scripts/guard-node.mjs';

// Sources run as they are, in hundreds of processes: each file is made ready once.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compile');

export default defineConfig({
  test: {
    projects: ['packages/*', 'services/*', 'scripts'],
  },
});
