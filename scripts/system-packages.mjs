/**
 * What tests need that npm does not carry: a real browser, a real message server. Nothing happens where they are there.
 * Where one is missing and this process may, it is installed from Debian's packages; else the command to run is said.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const needed = [
  { command: 'chromium', packages: ['chromium', 'fonts-dejavu-core'], why: 'pages and results in a real browser' },
  { command: 'nats-server', packages: ['nats-server'], why: 'messages over a real server' },
];

/** Debian keeps servers in sbin, which is not on everybody's PATH. */
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

const missing = needed.filter(({ command }) => !folders.some((folder) => isExecutable(join(folder, command))));
if (missing.length > 0) install(missing);

function install(tools) {
  const packages = tools.flatMap((tool) => tool.packages);
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  const first = { DEBIAN_FRONTEND: 'noninteractive' };
  const may = process.getuid?.() === 0 && folders.some((folder) => isExecutable(join(folder, 'apt-get')));
  if (may) {
    console.error(`tests need ${packages.join(', ')}: installing from this system's packages`);
    run(['apt-get', 'update'], first);
    if (run(command, first) === 0) return;
  }
  const list = tools.map((tool) => `  ${tool.command.padEnd(12)} ${tool.why}`).join('\n');
  console.error(
    `tests need what is not here:\n${list}\nOn Debian or Ubuntu:\n  sudo apt-get update && sudo ${command.join(' ')}`,
  );
  process.exit(1);
}

function run([program, ...argv], environment) {
  return spawnSync(program, argv, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...environment } })
    .status;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
