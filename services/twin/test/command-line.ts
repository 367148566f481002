import { follow } from '../src/cli.ts';

/** A command line followed in this process: for those that end by themselves. */
export async function followed(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  let out = '';
  let err = '';
  const code = await follow(args, env, {
    out: (text) => void (out += text),
    room: () => undefined,
    err: (text) => void (err += text),
  });
  return { code, out, err };
}
