import { follow } from './cli.ts';

process.exitCode = follow(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
