import { once } from 'node:events';
import { follow } from './cli.ts';

// Whoever reads us may stop, as `head` does: then there is nothing left to do.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const code = await follow(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  room: () => (process.stdout.writableNeedDrain ? once(process.stdout, 'drain') : undefined),
  err: (text) => process.stderr.write(text),
});
if (code !== undefined) process.exitCode = code;
