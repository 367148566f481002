import { defineConfig } from 'tsup';
import './scripts/guard-node.mjs';

const all = { format: ['esm' as const], dts: false, clean: true, sourcemap: true };

/** How each package is built: ESM, one file an entry; declarations come from tsc. */
export const library = (entry: readonly string[] = ['src/index.ts']) =>
  defineConfig({
    ...all,
    entry: [...entry],
    target: 'es2022',
    platform: 'neutral',
    splitting: true,
    treeshake: true,
  });

/** The same for a library that is for Node alone: it reads files or opens sockets. */
export const nodeLibrary = (entry: readonly string[] = ['src/index.ts']) =>
  defineConfig({
    ...all,
    entry: [...entry],
    target: 'es2022',
    platform: 'node',
    treeshake: true,
    removeNodeProtocol: false,
  });

/** A service runs in Node and keeps `node:` in its imports. */
export const service = (entry: readonly string[]) =>
  defineConfig({ ...all, entry: [...entry], target: 'node24', platform: 'node', removeNodeProtocol: false });
