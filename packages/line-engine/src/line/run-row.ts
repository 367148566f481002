import { EventStorm } from '../kernel/simulation.ts';
import type { StateColumns } from '../record/state-columns.ts';
import type { Telemetry } from '../record/telemetry.ts';
import { CycleTimes } from '../row/cycle-times.ts';
import { RowBuffer } from '../row/row-buffer.ts';
import { RowCourse } from '../row/row-course.ts';
import { RowJournal } from '../row/row-journal.ts';
import { RowMachine } from '../row/row-machine.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { LeadTimes } from '../station/lead-time.ts';
import type { ChanceBook } from './chance-book.ts';
import type { LineReading } from './reading.ts';
import { setUp } from './set-up.ts';

/** What is written down: the states of each station, and telemetry, which needs them. */
export interface RowRecords {
  readonly states: readonly StateColumns[] | undefined;
  readonly telemetry: Telemetry | undefined;
}

/** Works out a plain row of machines (`order`), item by item, from 0 to `endS`. */
export function runRow(
  line: ResolvedLine,
  order: readonly number[],
  book: ChanceBook,
  endS: number,
  { states, telemetry }: RowRecords,
): LineReading {
  const leadTimes = new LeadTimes();
  const raw = rawMaterial(endS);
  const buffers: RowBuffer[] = [];
  const machines: RowMachine[] = [];
  let behind = raw;
  for (const station of order) {
    const journal = telemetry === undefined ? undefined : new RowJournal(telemetry, station);
    const ahead = bufferAhead(line, station, behind, endS);
    const place = line.graph.behind[station];
    if (place !== undefined) buffers[place] = ahead;
    const setup = setUp(line, station, book, []);
    const course = new RowCourse(new CycleTimes(setup.cycleTimeS, setup.cycle), endS, states?.[station]);
    machines[station] = new RowMachine(setup, {
      behind,
      ahead,
      isLast: place === undefined,
      leadTimes,
      course,
      journal,
    });
    behind = ahead;
  }
  for (const [at, station] of order.entries()) machines[station]!.next = machines[order[at + 1] ?? -1];
  workOff(machines[order[0]!]!, raw);
  for (const machine of machines) machine.close();
  return reading(machines, buffers, leadTimes, endS);
}

/** The buffer that a machine fills with what it makes of what lies behind it; where there is none, a place to ship from. */
function bufferAhead({ stations, graph }: ResolvedLine, station: number, behind: RowBuffer, endS: number): RowBuffer {
  const { name, capacity } = graph.buffers[graph.behind[station] ?? -1] ?? dock;
  const areMadeHere = stations[station]!.outputType !== 'None' || behind.isRaw;
  const areWhole = behind.isRaw || (behind.enteredS === behind.madeS && !areMadeHere);
  return new RowBuffer(name, capacity, endS, { isRaw: false, areMadeHere, areWhole });
}

const dock = { name: '', capacity: 64 };

/** There is no end of raw material, and it has always been there. */
function rawMaterial(endS: number): RowBuffer {
  const raw = new RowBuffer('', 512, endS, { isRaw: true, areMadeHere: true, areWhole: true });
  raw.put = raw.size;
  return raw;
}

/** First the raw material, as long as there is time; then what is left of it between the machines. */
function workOff(first: RowMachine, raw: RowBuffer): void {
  while (first.readyS < Infinity) {
    const fromS = first.readyS;
    raw.taken = 0;
    first.work();
    if (first.readyS === fromS) throw new EventStorm(fromS);
  }
  for (let machine = first; machine.next !== undefined; machine = machine.next) machine.handOver();
}

function reading(
  machines: readonly RowMachine[],
  buffers: readonly RowBuffer[],
  leadTimes: LeadTimes,
  endS: number,
): LineReading {
  const inHandsMadeS = machines.map((machine) => machine.inHandsMadeS());
  const leftMadeS = [...inHandsMadeS.flat(), ...buffers.flatMap((buffer) => buffer.leftMadeS)];
  let itemSeconds = machines.reduce((sum, machine) => sum + machine.itemSeconds, 0);
  for (const madeS of leftMadeS) itemSeconds += endS - madeS;
  return {
    nowS: endS,
    stations: machines,
    buffers,
    sources: {},
    leadTime: leadTimes.summary(),
    itemsInProcess: leftMadeS.length,
    itemSeconds,
    events: machines.reduce((sum, { events }) => sum + events, 0),
  };
}
