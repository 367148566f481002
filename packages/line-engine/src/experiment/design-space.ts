import { latinHypercube, type DesignPoint } from './design.ts';

/** A parameter an optimiser may set. */
export interface Decision {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly integer: boolean;
}

/** What some decisions must sum to. */
export interface Total {
  readonly paths: readonly string[];
  readonly exactly?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Which designs are allowed, and which lie next to each other. */
export class DesignSpace {
  readonly decisions: readonly Decision[];
  readonly totals: readonly Total[];

  /** Throws `RangeError` for a decision without bounds, and for a total nothing can meet. */
  constructor(decisions: readonly Decision[], totals: readonly Total[] = []) {
    if (decisions.length === 0) throw new RangeError('decisions: there are none');
    for (const { path, from, to, integer } of decisions) {
      if (!(from < to && Number.isFinite(from) && Number.isFinite(to)))
        throw new RangeError(`${path}: needs bounds, from < to; has from ${String(from)}, to ${String(to)}`);
      if (integer && !(Number.isSafeInteger(from) && Number.isSafeInteger(to)))
        throw new RangeError(`${path}: bounds must be whole numbers, are ${from} and ${to}`);
    }
    this.decisions = decisions;
    this.totals = totals;
    for (const total of totals) this.#check(total);
  }

  /** Designs spread over the space, all allowed, none twice. */
  spread(points: number, seed: number): DesignPoint[] {
    const allowed = latinHypercube(this.decisions, points, seed).map((point) => this.repaired(point));
    const different = new Map(allowed.map((point) => [keyOf(point), point]));
    return [...different.values()];
  }

  /** The design nearest by that is allowed: inside its bounds, totals met. */
  repaired(point: DesignPoint): DesignPoint {
    const values: Record<string, number> = {};
    for (const { path, from, to, integer } of this.decisions) {
      const value = Math.min(to, Math.max(from, point[path] ?? from));
      values[path] = integer ? Math.round(value) : value;
    }
    for (const total of this.totals) this.#meet(values, total);
    return values;
  }

  isAllowed(point: DesignPoint): boolean {
    const inside = this.decisions.every(({ path, from, to }) => point[path]! >= from && point[path]! <= to);
    return inside && this.totals.every((total) => meets(point, total));
  }

  /**
   * Designs one step away: each decision up and down, and each pair up and down against each other. A step is a share of
   * each range, at least 1 for whole numbers.
   */
  neighbours(point: DesignPoint, share: number): DesignPoint[] {
    const step = ({ from, to, integer }: Decision) =>
      integer ? Math.max(1, Math.round((to - from) * share)) : (to - from) * share;
    const found = new Map<string, DesignPoint>();
    const add = (changes: Readonly<Record<string, number>>) => {
      const changed: Record<string, number> = { ...point };
      for (const [path, change] of Object.entries(changes)) {
        const { from, to } = this.decisions.find((decision) => decision.path === path)!;
        changed[path] = Math.min(to, Math.max(from, changed[path]! + change));
      }
      if (this.isAllowed(changed)) found.set(keyOf(changed), changed);
    };
    for (const a of this.decisions) {
      add({ [a.path]: step(a) });
      add({ [a.path]: -step(a) });
      for (const b of this.decisions) {
        if (a === b) continue;
        const both = a.integer === b.integer ? Math.min(step(a), step(b)) : step(a);
        add({ [a.path]: both, [b.path]: -both });
      }
    }
    found.delete(keyOf(point));
    return [...found.values()];
  }

  /** The least share of a range that is still a step. */
  get finest(): number {
    const shares = this.decisions.map(({ from, to, integer }) => (integer ? 1 / (to - from) : 1 / 64));
    return Math.min(...shares);
  }

  #check({ paths, exactly, atMost }: Total): void {
    const own = paths.map((path) => {
      const decision = this.decisions.find((one) => one.path === path);
      if (decision === undefined) throw new RangeError(`total: "${path}" is not among the decisions`);
      return decision;
    });
    const least = own.reduce((sum, { from }) => sum + from, 0);
    const most = own.reduce((sum, { to }) => sum + to, 0);
    const wanted = exactly ?? atMost;
    if (wanted === undefined) throw new RangeError('total: needs exactly or atMost');
    if (wanted < least || (exactly !== undefined && exactly > most))
      throw new RangeError(`total: ${wanted} is impossible, ${paths.join(' + ')} lies between ${least} and ${most}`);
    if (exactly !== undefined && !Number.isSafeInteger(exactly) && own.every(({ integer }) => integer))
      throw new RangeError(`total: ${exactly} is no sum of whole numbers`);
  }

  #meet(values: Record<string, number>, { paths, exactly, atMost }: Total): void {
    const own = paths.map((path) => this.decisions.find((one) => one.path === path)!);
    const wanted = exactly ?? atMost!;
    const sum = () => own.reduce((total, { path }) => total + values[path]!, 0);
    const move = (amount: number, { path, from, to, integer }: Decision) => {
      const moved = Math.min(to, Math.max(from, values[path]! + amount));
      values[path] = integer ? Math.round(moved) : moved;
    };
    for (let round = 0; round < 100; round++) {
      const missing = wanted - sum();
      if (Math.abs(missing) < 1e-9 || (exactly === undefined && missing > 0)) return;
      const open = own.filter(({ path, from, to }) => (missing > 0 ? values[path]! < to : values[path]! > from));
      const each = missing / open.length;
      if (Math.abs(each) >= 1) for (const decision of open) move(Math.trunc(each), decision);
      else
        for (const decision of open.slice(0, Math.ceil(Math.abs(missing))))
          move(decision.integer ? Math.sign(missing) : missing / Math.ceil(Math.abs(missing)), decision);
    }
  }
}

/** A design as text: the same for equal designs. */
export function keyOf(point: DesignPoint): string {
  return JSON.stringify(
    Object.keys(point)
      .toSorted()
      .map((path) => point[path]),
  );
}

function meets(point: DesignPoint, { paths, exactly, atMost }: Total): boolean {
  const sum = paths.reduce((total, path) => total + point[path]!, 0);
  if (exactly !== undefined && Math.abs(sum - exactly) > 1e-9) return false;
  return atMost === undefined || sum <= atMost + 1e-9;
}
