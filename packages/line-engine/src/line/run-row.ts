import { EventStorm } from '../kernel/simulation.ts';
import { RowBuffer } from '../row/row-buffer.ts';
import { RowItem } from '../row/row-item.ts';
import { RowMachine } from '../row/row-machine.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { LeadTimes } from '../station/lead-time.ts';
import type { ChanceBook } from './chance-book.ts';
import type { LineReading } from './reading.ts';
import { setUp } from './set-up.ts';

/** Works out a plain row of machines (`order`), item by item, from 0 to `endS`. */
export function runRow(line: ResolvedLine, order: readonly number[], book: ChanceBook, endS: number): LineReading {
  const leadTimes = new LeadTimes();
  const buffers = line.graph.buffers.map(({ name, capacity }) => new RowBuffer(name, capacity, endS));
  const behind = (station: number | undefined) =>
    station === undefined ? undefined : buffers[line.graph.behind[station]!];
  const machines = line.stations.map((_, i) => {
    const before = behind(order[order.indexOf(i) - 1]);
    return new RowMachine(setUp(line, i, book, []), before, endS, leadTimes);
  });
  for (const [place, station] of order.slice(0, -1).entries()) {
    machines[station]!.ahead = behind(station);
    machines[station]!.next = machines[order[place + 1]!];
  }
  while (someCycles(machines[order[0]!]!));
  for (const { ahead, counts } of machines) if (ahead !== undefined) ahead.passed = counts.unitsOut;

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
