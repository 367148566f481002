import { createRequire } from 'node:module';
import seedrandom from 'seedrandom';
import { leanLine, product, shiftS, stopS, type LeanMachine } from './lean-line.ts';

const require = createRequire(import.meta.url);

interface Entity {
  delay(seconds: number): Promise<unknown>;
  waitSignal(signal: object): Promise<unknown>;
  sendSignal(signal: object): void;
}
interface SimScript {
  readonly Simulation: new (options: { timeEnd: number }) => {
    activate(entity: Entity): Promise<number>;
    start(reset: boolean): Promise<void>;
    readonly starting: { addEventListener(listener: () => void): void };
    readonly finished: { addEventListener(listener: () => void): void };
  };
  readonly Entity: new () => Entity;
}

/** Items between two machines, and what is signalled when one comes or goes. */
interface Store {
  readonly capacity: number;
  readonly items: boolean[];
  readonly came: object;
  readonly went: object;
}

/** What the first machine made in one shift in SimScript: an async script a machine, signals between them. */
export async function simScriptShift(seed: number): Promise<number> {
  // It yields to a page's frames now and then.
  (globalThis as { requestAnimationFrame?: unknown }).requestAnimationFrame ??= setImmediate;
  const { Simulation, Entity } = require('simscript') as SimScript;
  const sim = new Simulation({ timeEnd: shiftS });
  const stores = leanLine
    .slice(0, -1)
    .map(({ capacityBehind }): Store => ({ capacity: capacityBehind, items: [], came: {}, went: {} }));
  const made = leanLine.map(() => 0);
  const finished = new Promise<void>((resolve) => sim.finished.addEventListener(resolve));
  sim.starting.addEventListener(() => {
    for (const [i, machine] of leanLine.entries()) {
      const draw = seedrandom.alea(`${seed}/${i}`);
      const Machine = machineOf(Entity, machine, stores[i - 1], stores[i], draw, () => made[i]!++);
      void sim.activate(new Machine());
    }
  });
  await sim.start(true);
  await finished;
  return made[0]!;
}

function machineOf(
  Entity: SimScript['Entity'],
  machine: LeanMachine,
  before: Store | undefined,
  behind: Store | undefined,
  draw: () => number,
  count: () => void,
): SimScript['Entity'] {
  return class Machine extends Entity {
    async script(): Promise<void> {
      // It ends at once when nothing is due at the first instant.
      await this.delay(0);
      for (;;) {
        const partsDefective = await this.collect();
        const wait = stopS(machine, draw);
        if (wait > 0) await this.delay(wait);
        await this.delay(machine.cycleS);
        const { defective, rejected } = product(machine, partsDefective, draw);
        count();
        if (!rejected && behind !== undefined) await this.put(behind, defective);
      }
    }
    async collect(): Promise<boolean> {
      if (before === undefined) return false;
      let defective = false;
      for (let held = 0; held < machine.batch; held++) {
        while (before.items.length === 0) await this.waitSignal(before.came);
        if (before.items.shift() === true) defective = true;
        this.sendSignal(before.went);
      }
      return defective;
    }
    async put(to: Store, defective: boolean): Promise<void> {
      while (to.items.length === to.capacity) await this.waitSignal(to.went);
      to.items.push(defective);
      this.sendSignal(to.came);
    }
  };
}
