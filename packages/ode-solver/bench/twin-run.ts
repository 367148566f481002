import { bestUs } from './timing.ts';
import { ours, workloads } from './workloads.ts';

// One workload by dopri5 in a process of its own: `node … twin-run.ts S01 1e-6 cold`
const [, , name, rtol, start] = process.argv;
const rows = workloads[name!]!;
const drive = ours('dopri5', start !== 'cold');
const error = drive(rows, Number(rtol));
console.log(JSON.stringify({ error, us: bestUs(() => drive(rows, Number(rtol)), 700) }));
