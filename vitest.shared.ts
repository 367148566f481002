import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests see the sources of every package of ours: nothing needs to be built before them. */
export const shared = defineConfig({
  ssr: { resolve: { conditions: ['@twin/source', 'module', 'node', 'development|production'] } },
  test: {
    setupFiles: [fileURLToPath(new URL('./vitest.setup.ts', import.meta.url))],
    // Node runs our sources as they are: several times faster than through a transformer.
    server: { deps: { external: [/\/src\/.*\.ts$/] } },
    execArgv: ['--conditions=@twin/source'],
    // Machines are shared: a limit is there to end what hangs, not to time what works.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    include: ['test/**/*.test.ts'],
    benchmark: { include: ['bench/**/*.bench.ts'] },
  },
});
