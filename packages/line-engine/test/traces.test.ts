import { describe, expect, it } from 'vitest';
import { runLine, stateNames, type LineEvent, type LineRun, type StateName } from '../src/index.ts';
import { lineOf, readRows, readTrace } from './reference/traces.ts';

const traces = [
  'd1_single',
  'd2_fast_slow',
  'd3_slow_fast',
  'd4_batches',
  'd5_zero_buffers',
  'd6_nondyadic',
  'd7_batch_larger_than_buffer',
  's1_scripted_line',
  's2_scripted_single',
];

/** An event as the reference writes it; parts are named in the order in which they were made. */
function asReferenceRow(event: LineEvent, run: LineRun): string {
  const head = `${event.timeS},${event.kind}`;
  if (event.kind === 'state') return `${head},${event.state},`;
  if (event.kind !== 'make') return `${head},${event.item},`;
  const parts = run.genealogy!.partsOf(event.item);
  const quality = event.defective ? 'bad' : 'good';
  return `${head},${event.item},${quality}${parts.length > 0 ? `:${parts.join(' ')}` : ''}`;
}

function replay(name: string): LineRun {
  const trace = readTrace(name);
  return runLine(lineOf(trace.line), {
    durationS: trace.horizon_sec,
    seed: 0,
    draws: trace.scripted_uniforms ?? {},
    record: { events: { items: true, zeroLengthStates: true }, genealogy: true, telemetryIntervalS: 1 },
  });
}

describe.each(traces)('trace %s', (name) => {
  const trace = readTrace(name);

  it('is met event by event, to the bit', () => {
    const run = replay(name);
    for (const { name: station } of trace.line) {
      const expected = readRows(name)
        .filter((row) => row[1] === station)
        .map(([t, , kind, value, extra]) => `${Number(t)},${kind},${value},${extra}`);
      const actual = [...run.events!]
        .filter((event) => event.station === station)
        .map((event) => asReferenceRow(event, run));
      expect(actual).toEqual(expected);
    }
  });

  it('is met second by second', () => {
    const { telemetry } = replay(name);
    const rows = readRows(`${name}_telemetry`);
    for (const [i, { name: station }] of trace.line.entries()) {
      const states = telemetry!.states(station).slice(0, rows.length);
      expect(states).toEqual(rows.map((row) => row[1 + 3 * i]));
      const levels = Array.from(telemetry!.column(station, 'bufferLevel')).slice(0, rows.length);
      if (i < trace.line.length - 1) expect(levels).toEqual(rows.map((row) => Number(row[3 + 3 * i])));
      let units = 0;
      const made = Array.from(telemetry!.column(station, 'unitsMadeDelta'), (delta) => (units += delta));
      expect(made.slice(0, rows.length)).toEqual(rows.map((row) => Number(row[2 + 3 * i])));
    }
  });
});

it('knows every state of the traces', () => {
  const states = traces.flatMap((name) =>
    readRows(name)
      .filter((row) => row[2] === 'state')
      .map((row) => row[3]),
  );
  expect(states.filter((state) => !stateNames.includes(state as StateName))).toEqual([]);
  expect(new Set(states).size).toBe(5);
});
