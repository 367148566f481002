// What the tests need of the system itself, which no npm package carries: a message server and a browser. Where one is
// missing and this is root on a system with apt, it is installed; elsewhere one command is told and the tests do not
// begin: none is skipped for want of it. Plain JavaScript: it runs before anything of ours is there.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const tools = [
  { program: 'nats-server', version: ' 2.9.10 or newer', packages: ['nats-server'], variable: 'NATS_SERVER_BIN' },
  { program: 'chromium', version: '', packages: ['chromium', 'fonts-dejavu-core'], variable: 'CHROMIUM_BIN' },
];
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

function isMissing({ program, variable }) {
  const given = process.env[variable];
  if (given !== undefined && !isExecutable(given)) fail(`${variable} is ${given}, which cannot be run.`);
  return given === undefined && find(program) === undefined;
}

const missing = tools.filter(isMissing);
if (missing.length > 0) {
  const names = missing.map(({ program, version }) => program + version).join(' and ');
  const variables = missing.map(({ variable }) => variable).join(' and ');
  const apt = find('apt-get');
  const packages = missing.flatMap((tool) => tool.packages);
  const install = ['install', '--yes', '--no-install-recommends', ...packages];
  if (apt === undefined) fail(`The tests need ${names}: install it, or set ${variables}.`);
  const command = `sudo apt-get update && sudo apt-get ${install.join(' ')}`;
  if (process.getuid?.() !== 0) fail(`The tests need ${names}. Run:\n  ${command}`);
  console.error(`Installing ${packages.join(', ')} by apt.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (words) => spawnSync(apt, words, { stdio: ['ignore', 2, 2], env }).status === 0;
  const isInstalled = run(install) || (run(['update']) && run(install));
  if (!isInstalled || missing.some(({ program }) => find(program) === undefined))
    fail(`That failed. Run:\n  ${command}`);
}
