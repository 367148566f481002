import { EventStorm } from '../kernel/simulation.ts';
import type { StateColumns } from '../record/state-columns.ts';
import type { Telemetry } from '../record/telemetry.ts';
import { RowBuffer } from '../row/row-buffer.ts';
import { RowItem } from '../row/row-item.ts';
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
  const buffers = line.graph.buffers.map(({ name, capacity }) => new RowBuffer(name, capacity, endS));
  const journals = line.stations.map((_, i) => (telemetry === undefined ? undefined : new RowJournal(telemetry, i)));
  const after = (station: number | undefined) =>
    station === undefined ? undefined : buffers[line.graph.behind[station]!];
  const machines = line.stations.map((_, i) => {
    const behind = after(order[order.indexOf(i) - 1]);
    const place = { behind, leadTimes, endS, states: states?.[i], journal: journals[i] };
    return new RowMachine(setUp(line, i, book, []), place);
  });
  for (const [place, station] of order.slice(0, -1).entries()) {
    const ahead = after(station)!;
    ahead.journal = journals[station];
    machines[station]!.ahead = ahead;
    machines[station]!.next = machines[order[place + 1]!];
  }
  while (someCycles(machines[order[0]!]!));
  for (const machine of machines) machine.close();
  for (const { ahead, counts } of machines) if (ahead !== undefined) ahead.passed = counts.unitsOut;
  return reading(machines, buffers, leadTimes, endS);
}

/** A few hundred cycles of the first machine, and what follows from them; false when it is stopped for good. */
function someCycles(first: RowMachine): boolean {
  const item = new RowItem();
  const fromS = first.readyS;
  for (let cycle = 0; cycle < 512; cycle++) {
    let goesOn = first.cycle(item);
    for (let machine = first.next; goesOn; machine = machine!.next) goesOn = machine!.receive(item);
    if (first.readyS === Infinity) return false;
  }
  if (first.readyS === fromS) throw new EventStorm(fromS);
  return true;
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
