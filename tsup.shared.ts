import { defineConfig } from 'tsup';
import './scripts/guard-node.mjs';

/** How each package is built: ESM, one file an entry; declarations come from tsc. */
export const library = (entry: readonly string[] = ['src/index.ts']) =>
  defineConfig({
    entry: [...entry],
    format: ['esm'],
    target: 'es2022',
    platform: 'neutral',
    dts: false,
    clean: true,
    sourcemap: true,
    splitting: true,
    treeshake: true,
  });

/** The same for a library that is for Node alone: it reads files or opens sockets. */
export const nodeLibrary = (entry: readonly string[] = ['src/index.ts']) =>
  defineConfig({
    entry: [...entry],
    format: ['esm'],
    target: 'es2022',
    platform: 'node',
    dts: false,
    clean: true,
    sourcemap: true,
    treeshake: true,
    removeNodeProtocol: false,
  });

/** A service runs in Node and keeps `node:` in its imports. */
export const service = (entry: readonly string[]) =>
  defineConfig({
    entry: [...entry],
    format: ['esm'],
    target: 'node24',
    platform: 'node',
    dts: false,
    clean: true,
    sourcemap: true,
    removeNodeProtocol: false,
  });
