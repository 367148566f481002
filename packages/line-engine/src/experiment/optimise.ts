import type { DesignPoint } from './design.ts';
import { keyOf, type DesignSpace } from './design-space.ts';
import { BestSelection } from './ranking.ts';
import { estimate, type Estimate } from './statistics.ts';
import { studentTQuantile } from './student-t.ts';

/** One replication of one design: what an optimiser asks for. */
export interface Trial {
  readonly design: DesignPoint;
  readonly replication: number;
}

export interface OptimiseOptions {
  /** Replications it may ask for in all. */
  readonly budget: number;
  /** A design that is worse by less than this is as good, in the unit of the objective. */
  readonly indifference: number;
  /** Of choosing the best among the finalists. */
  readonly confidence?: number | undefined;
  readonly seed?: number | undefined;
}

/** A design and what is known of it. */
export interface JudgedDesign {
  readonly design: DesignPoint;
  readonly objective: Estimate;
}

export interface Optimum {
  readonly best: JudgedDesign;
  /** Those that met in the last race, in the order of their means. */
  readonly finalists: readonly JudgedDesign[];
  readonly replications: number;
  readonly designs: number;
  /** The probability with which the best of the finalists was chosen; undefined when the budget ended before the race did. */
  readonly confidence: number | undefined;
}

const screenReplications = 2;
const firstLook = 3;
const lastLook = 12;
const mostFinalists = 5;

/**
 * Looks for the design with the largest mean objective, within a budget of replications. Yields the trials it needs next and is
 * handed their objectives in the same order, so that it does not know who runs them; common random numbers make
 * replication r of every design comparable.
 *
 * 1. Designs spread over the space by a Latin hypercube, two replications each (a quarter of the budget at most).
 * 2. A climb from the best: all neighbours one step away, three replications each; those that are worse beyond their paired
 *    interval are dropped, the others get more; it moves to the best or, when none is better, halves the step.
 * 3. A last race of the five best on replications not used before: Kim & Nelson's KN (`BestSelection`), which chooses the best of
 *    them with the given confidence if it is better by the indifference. The climb itself promises nothing: it may
 *    end on a local best.
 */
export function* optimise(
  space: DesignSpace,
  options: OptimiseOptions,
): Generator<readonly Trial[], Optimum, readonly number[]> {
  const { budget, confidence = 0.95, seed = 0 } = options;
  if (!(budget >= 50)) throw new RangeError(`budget: must be at least 50 replications, is ${budget}`);
  const ledger = new Ledger(Math.floor(budget * 0.7));
  const count = Math.max(4, Math.min(8 * space.decisions.length, Math.floor(budget / 4 / screenReplications)));
  const first = space.spread(count, seed);
  yield* ledger.reach(first, screenReplications);
  yield* climb(space, ledger, ledger.ranked(first)[0]!);
  const finalists = ledger.ranked(ledger.known()).slice(0, mostFinalists);
  return yield* race(finalists, ledger, budget, { ...options, confidence });
}

function* climb(
  space: DesignSpace,
  ledger: Ledger,
  from: DesignPoint,
): Generator<readonly Trial[], void, readonly number[]> {
  let at = from;
  let share = 0.25;
  while (!ledger.isSpent) {
    const better = yield* bestNeighbour(at, space.neighbours(at, share), ledger);
    if (better !== undefined) at = better;
    else if (share > space.finest) share = Math.max(share / 2, space.finest);
    else return;
  }
}

/** The neighbour that is better than `at`, if one is seen to be; paired, dropping early what is not. */
function* bestNeighbour(
  at: DesignPoint,
  neighbours: readonly DesignPoint[],
  ledger: Ledger,
): Generator<readonly Trial[], DesignPoint | undefined, readonly number[]> {
  let left = neighbours;
  for (let looks = firstLook; left.length > 0 && looks <= lastLook; looks = Math.ceil(looks * 1.6)) {
    yield* ledger.reach([at, ...left], looks);
    left = left.filter((other) => ledger.isPromising(other, at));
    if (ledger.isSpent) break;
  }
  const [best] = ledger.ranked(left);
  return best !== undefined && ledger.lead(best, at) > 0 ? best : undefined;
}

function* race(
  finalists: readonly DesignPoint[],
  ledger: Ledger,
  budget: number,
  { indifference, confidence = 0.95 }: OptimiseOptions,
): Generator<readonly Trial[], Optimum, readonly number[]> {
  const firstStage = Math.max(2, Math.min(10, Math.floor((budget - ledger.spent) / finalists.length / 2)));
  const selection = new BestSelection({ candidates: finalists.length, indifference, confidence, firstStage });
  const own = finalists.map((): number[] => []);
  let spent = ledger.spent;
  while (selection.best === undefined && spent + selection.alive.length <= budget) {
    const alive = [...selection.alive];
    const replication = ledger.nextUnused + selection.replications;
    const figures = yield alive.map((i) => ({ design: finalists[i]!, replication }));
    for (const [k, i] of alive.entries()) own[i]!.push(figures[k]!);
    spent += alive.length;
    selection.add(figures);
  }
  const judged = finalists.map((design, i): JudgedDesign => ({
    design,
    objective: estimate(own[i]!.length > 1 ? own[i]! : ledger.figures(design)),
  }));
  const best = judged[selection.best ?? (selection.replications > 0 ? selection.leader : 0)]!;
  return {
    best,
    finalists: judged.toSorted((a, b) => b.objective.mean - a.objective.mean),
    replications: spent,
    designs: ledger.known().length,
    confidence: selection.best === undefined ? undefined : confidence,
  };
}

/** What has been asked and answered: each design's objectives by replication, none asked twice. */
class Ledger {
  readonly #most: number;
  readonly #byKey = new Map<string, { readonly design: DesignPoint; readonly figures: number[] }>();
  #spent = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get spent(): number {
    return this.#spent;
  }

  get isSpent(): boolean {
    return this.#spent >= this.#most;
  }

  /** A replication nobody has had. */
  get nextUnused(): number {
    return Math.max(0, ...[...this.#byKey.values()].map(({ figures }) => figures.length));
  }

  known(): DesignPoint[] {
    return [...this.#byKey.values()].map(({ design }) => design);
  }

  figures(design: DesignPoint): readonly number[] {
    return this.#byKey.get(keyOf(design))?.figures ?? [];
  }

  /** Brings every design to so many replications, as far as the budget goes. */
  *reach(designs: readonly DesignPoint[], replications: number): Generator<readonly Trial[], void, readonly number[]> {
    const trials: Trial[] = [];
    for (const design of designs)
      for (let r = this.figures(design).length; r < replications; r++) trials.push({ design, replication: r });
    const asked = trials.slice(0, Math.max(0, this.#most - this.#spent));
    if (asked.length === 0) return;
    const figures = yield asked;
    this.#spent += asked.length;
    for (const [i, { design }] of asked.entries()) {
      const key = keyOf(design);
      const entry = this.#byKey.get(key) ?? { design, figures: [] };
      entry.figures.push(figures[i]!);
      this.#byKey.set(key, entry);
    }
  }

  /** By mean, the largest first; those without a replication are left out. */
  ranked(designs: readonly DesignPoint[]): DesignPoint[] {
    const mean = (design: DesignPoint) => estimate(this.figures(design)).mean;
    return designs.filter((design) => this.figures(design).length > 0).toSorted((a, b) => mean(b) - mean(a));
  }

  /** Mean of the paired differences over the replications both have had. */
  lead(one: DesignPoint, other: DesignPoint): number {
    const differences = this.#differences(one, other);
    return differences.length === 0 ? -Infinity : estimate(differences).mean;
  }

  /** Not shown to be worse: its paired difference reaches above 0 within a one-sided 90 % interval. */
  isPromising(one: DesignPoint, other: DesignPoint): boolean {
    const differences = this.#differences(one, other);
    if (differences.length < 2) return differences.length > 0;
    const { mean, standardDeviation, n } = estimate(differences);
    return mean + (studentTQuantile(0.9, n - 1) * standardDeviation) / Math.sqrt(n) > 0;
  }

  #differences(one: DesignPoint, other: DesignPoint): number[] {
    const [a, b] = [this.figures(one), this.figures(other)];
    return a.slice(0, b.length).map((value, r) => value - b[r]!);
  }
}
