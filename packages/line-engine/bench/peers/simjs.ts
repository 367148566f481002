import { createRequire } from 'node:module';
import seedrandom from 'seedrandom';
import { leanLine, product, shiftS, stopS, type LeanMachine } from './lean-line.ts';

const require = createRequire(import.meta.url);

interface Request {
  done(callback: () => void): void;
}
interface Entity {
  setTimer(seconds: number): Request;
  getStore(store: object): Request;
  putStore(store: object, item: { readonly defective: boolean }): Request;
  readonly callbackMessage: { readonly defective: boolean };
}
interface SimJs {
  readonly Sim: new () => { addEntity(kind: unknown): void; simulate(endS: number, mostEvents: number): void };
  readonly Entity: new (...given: unknown[]) => Entity;
  readonly Store: new (capacity: number, name: string) => object;
}

/** What the first machine made in one shift in simjs: a callback for each wait, stores between machines. */
export function simJsShift(seed: number): number {
  const { Sim, Entity, Store } = load();
  const sim = new Sim();
  const stores = leanLine.slice(0, -1).map(({ capacityBehind }, i) => new Store(capacityBehind, `S${i}`));
  const made = leanLine.map(() => 0);
  for (const [i, machine] of leanLine.entries())
    sim.addEntity(
      machineOf(Entity, machine, stores[i - 1], stores[i], seedrandom.alea(`${seed}/${i}`), () => made[i]!++),
    );
  sim.simulate(shiftS, Infinity);
  return made[0]!;
}

/** It is a bundle for pages, and looks for a window. */
function load(): SimJs {
  const page = globalThis as { window?: unknown; Sim?: SimJs };
  page.window = globalThis;
  require('simjs');
  return page.Sim!;
}

function machineOf(
  Entity: SimJs['Entity'],
  machine: LeanMachine,
  before: object | undefined,
  behind: object | undefined,
  draw: () => number,
  count: () => void,
): SimJs['Entity'] {
  return class Machine extends Entity {
    held = 0;
    defective = false;
    start(): void {
      this.collect();
    }
    collect(): void {
      if (before === undefined) this.work();
      else
        this.getStore(before).done(() => {
          this.held++;
          if (this.callbackMessage.defective) this.defective = true;
          if (this.held < machine.batch) this.collect();
          else this.work();
        });
    }
    work(): void {
      const wait = stopS(machine, draw);
      if (wait > 0) this.setTimer(wait).done(() => this.execute());
      else this.execute();
    }
    execute(): void {
      this.setTimer(machine.cycleS).done(() => {
        const { defective, rejected } = product(machine, this.defective, draw);
        this.held = 0;
        this.defective = false;
        count();
        if (rejected || behind === undefined) this.collect();
        else this.putStore(behind, { defective }).done(() => this.collect());
      });
    }
  };
}
