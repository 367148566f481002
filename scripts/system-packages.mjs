// What the tests need of the system itself: nats-server, which no npm package carries. Where it is missing and this is
// root on a system with apt, it is installed; elsewhere one command is told and the tests do not begin: none is
// skipped for want of a server. Plain JavaScript: it runs before anything of ours is there.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const packages = ['nats-server'];
// Debian keeps servers in /usr/sbin, which is not on everybody's PATH.
const besidePath = process.env.SYSTEM_SBIN ?? ['/usr/sbin', '/usr/local/sbin'].join(delimiter);

function find(program) {
  const folders = `${process.env.PATH ?? ''}${delimiter}${besidePath}`
    .split(delimiter)
    .filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const given = process.env.NATS_SERVER_BIN;
if (given !== undefined && !isExecutable(given)) fail(`NATS_SERVER_BIN is ${given}, which cannot be run.`);
const missing = given === undefined ? packages.filter((name) => find(name) === undefined) : [];
if (missing.length > 0) {
  const apt = find('apt-get');
  const install = ['install', '--yes', '--no-install-recommends', ...missing];
  if (apt === undefined)
    fail(`The tests need ${missing.join(', ')} (nats-server 2.9.10 or newer): install it, or set NATS_SERVER_BIN.`);
  const command = `sudo apt-get update && sudo apt-get ${install.join(' ')}`;
  if (process.getuid?.() !== 0) fail(`The tests need ${missing.join(', ')}. Run:\n  ${command}`);
  console.error(`Installing ${missing.join(', ')} by apt.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (words) => spawnSync(apt, words, { stdio: ['ignore', 2, 2], env }).status === 0;
  const isInstalled = run(install) || (run(['update']) && run(install));
  if (!isInstalled || missing.some((name) => find(name) === undefined)) fail(`That failed. Run:\n  ${command}`);
}
