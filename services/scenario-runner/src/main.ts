import { follow } from './cli.ts';

// Whoever reads our output may stop reading (| head): that ends the work, and is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await follow(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY && process.env['TERM'] !== 'dumb',
});
