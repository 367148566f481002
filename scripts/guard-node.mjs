// Everything in this repository is built and tested on Node 24, which `npm run setup` puts into node_modules
// on Linux. Plain JavaScript, because it must run on the Node it refuses.
const needed = 24;
const running = Number(process.versions.node.split('.')[0]);
if (running !== needed) {
  console.error(
    `twin is built and tested with Node ${needed}; this is ${process.version} (${process.execPath}).\n` +
      `On Linux (x64, arm64) run "npm run setup": it installs Node ${needed} inside the repository, and npm and pnpm scripts use it.\n` +
      `Elsewhere install Node ${needed} and try again.`,
  );
  process.exit(1);
}
