import { defineConfig } from 'tsup';
import '../../scripts/guard-node.mjs';

/** As the other libraries are built, but for Node: it reads files or opens sockets. */
export default defineConfig({
  entry: ['src/index.ts', 'src/yaml.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'node',
  dts: false,
  clean: true,
  sourcemap: true,
  treeshake: true,
  removeNodeProtocol: false,
});
