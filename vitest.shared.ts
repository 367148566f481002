import { defineConfig } from 'vitest/config';

/** Tests see the sources of every package of ours: nothing needs to be built before them. */
export const shared = defineConfig({
  ssr: { resolve: { conditions: ['@twin/source', 'module', 'node', 'development|production'] } },
  test: {
    setupFiles: [new URL('./vitest.setup.ts', import.meta.url).pathname],
    // Node runs our sources as they are: several times faster than through a transformer.
    server: { deps: { external: [/\/src\/.*\.ts$/] } },
    execArgv: ['--conditions=@twin/source'],
    include: ['test/**/*.test.ts'],
    benchmark: { include: ['bench/**/*.bench.ts'] },
  },
});
