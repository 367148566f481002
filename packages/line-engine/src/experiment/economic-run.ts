import {
  moneyRules,
  productMoney,
  runMoney,
  stationHoursCost,
  moneyOf,
  type Money,
  type ProductCounts,
} from '../kpi/economics.ts';
import type { Economics } from '../kpi/economics-schema.ts';
import type { LineRun } from '../line/line-run.ts';
import { createLineSimulation, type RunOptions } from '../line/line-simulation.ts';
import type { ColumnDeclaration } from '../record/column.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { stateNames, type StateName } from '../station/state.ts';
import { moneyOfRun, ProductCounter } from './product-counts.ts';
import { runWarmed, type WarmedRunOptions } from './warmed-run.ts';

/** A run and what it earned. */
export interface EconomicRun {
  readonly run: LineRun;
  readonly money: Money;
}

/** Runs a line and counts its money. Lines with several products are counted product by product, which takes longer. */
export function runEconomic(line: ResolvedLine, options: WarmedRunOptions, economics: Economics): EconomicRun {
  if (line.products.length < 2) {
    const run = runWarmed(line, options);
    const [only] = line.products;
    const priced = only === undefined ? economics : { ...economics, products: { '*': moneyOf(economics, only.name) } };
    return { run, money: moneyOfRun(line, run, priced) };
  }
  const { warmUpS = 0, ...rest } = options;
  if (warmUpS > 0) throw new RangeError('warmUpS: money of several products is counted from the start of a run');
  const counter = new ProductCounter(line);
  const run = runWarmed(line, { ...rest, cycles: counter.cycles() });
  const stations = line.stations.map(({ name }, i) => ({
    timeInStateS: run.stations[name]!.timeInStateS,
    products: counter.counts(i),
  }));
  return { run, money: runMoney(line, stations, run.durationS, economics) };
}

/** One row a station, product and interval: what it did in the interval, and what that cost and brought. */
export interface EconomicsRow {
  readonly timestampS: number;
  readonly machine: string;
  readonly state: StateName;
  readonly sku: string;
  readonly units: number;
  readonly good: number;
  readonly scrap: number;
  readonly materialCost: number;
  readonly conversionCost: number;
  readonly revenue: number;
  readonly margin: number;
}

export const economicsColumns = [
  { name: 'timestampS', unit: 's', meaning: 'end of the interval, from the start of the run' },
  { name: 'machine', unit: '', meaning: 'station; "line" for what the line costs as a whole' },
  { name: 'state', unit: '', meaning: 'state at that time' },
  { name: 'sku', unit: '', meaning: 'what the product is sold under' },
  { name: 'units', unit: 'items', meaning: 'made in the interval' },
  { name: 'good', unit: 'items', meaning: 'of those passed on or ready to be, truly good' },
  { name: 'scrap', unit: 'items', meaning: 'rejected or scrapped' },
  { name: 'materialCost', unit: 'money', meaning: 'raw material drawn into the line' },
  { name: 'conversionCost', unit: 'money', meaning: 'finished units, and hours of the station' },
  { name: 'revenue', unit: 'money', meaning: 'good finished units' },
  { name: 'margin', unit: 'money', meaning: 'revenue less both costs' },
] as const satisfies readonly ColumnDeclaration[];

/**
 * The course of money over a run: a row an interval, station and product with something to tell, whose sums are the
 * money of the run. What a station costs by the hour is shared among the products it made in the interval.
 */
export function economicsTable(
  line: ResolvedLine,
  options: RunOptions & { readonly intervalS: number },
  economics: Economics,
): EconomicsRow[] {
  const { intervalS, ...run } = options;
  const counter = new ProductCounter(line);
  const simulation = createLineSimulation(line, { ...run, cycles: counter.cycles() });
  const book = new IntervalBook(line, economics, counter);
  simulation.runUntil(run.durationS, {
    everyS: intervalS,
    observe: (at) => book.close(at.nowS, at.result(), (station) => at.state(station)),
  });
  return book.rows;
}

class IntervalBook {
  readonly rows: EconomicsRow[] = [];
  readonly #line: ResolvedLine;
  readonly #economics: Economics;
  readonly #counter: ProductCounter;
  #before: readonly ProductCounts[][] = [];
  #timeBefore: readonly Readonly<Record<StateName, number>>[] = [];
  #fromS = 0;

  constructor(line: ResolvedLine, economics: Economics, counter: ProductCounter) {
    this.#line = line;
    this.#economics = economics;
    this.#counter = counter;
  }

  close(nowS: number, run: LineRun, stateOf: (station: string) => StateName): void {
    const rules = moneyRules(this.#line);
    const counts = this.#line.stations.map((_, i) => this.#counter.counts(i));
    const times = this.#line.stations.map(({ name }) => run.stations[name]!.timeInStateS);
    for (const [i, { name, kind }] of this.#line.stations.entries()) {
      const hours = stationHoursCost(elapsed(times[i]!, this.#timeBefore[i]), name, kind, this.#economics);
      const since = counts[i]!.map((now, p) => difference(now, this.#before[i]?.[p]));
      const active = since.filter(({ drawn, made, scrap }) => drawn + made + scrap > 0);
      const shown = active.length > 0 ? active : since.slice(0, 1);
      const made = shown.reduce((sum, one) => sum + one.made, 0);
      for (const one of shown) {
        const part = productMoney(one, i, rules, this.#economics);
        const share = made > 0 ? one.made / made : 1 / shown.length;
        const amounts = { ...part, conversionCost: part.conversionCost + hours * share };
        this.#add(nowS, name, stateOf(name), one, amounts);
      }
    }
    const fixed = ((nowS - this.#fromS) / 3600) * this.#economics.fixedCostPerHour;
    if (fixed > 0)
      this.#add(nowS, 'line', 'EXECUTE', nothing, { revenue: 0, materialCost: 0, conversionCost: fixed, margin: 0 });
    [this.#before, this.#timeBefore, this.#fromS] = [counts, times, nowS];
  }

  #add(timestampS: number, machine: string, state: StateName, counts: ProductCounts, amounts: Money): void {
    const { product, made: units, good, scrap } = counts;
    const { revenue, materialCost, conversionCost } = amounts;
    const sku = moneyOf(this.#economics, product).sku ?? product;
    const margin = revenue - materialCost - conversionCost;
    this.rows.push({
      timestampS,
      machine,
      state,
      sku,
      units,
      good,
      scrap,
      materialCost,
      conversionCost,
      revenue,
      margin,
    });
  }
}

const nothing: ProductCounts = { product: '*', drawn: 0, made: 0, good: 0, defective: 0, scrap: 0 };

function difference(now: ProductCounts, before: ProductCounts = nothing): ProductCounts {
  return {
    product: now.product,
    drawn: now.drawn - before.drawn,
    made: now.made - before.made,
    good: now.good - before.good,
    defective: now.defective - before.defective,
    scrap: now.scrap - before.scrap,
  };
}

function elapsed(
  now: Readonly<Record<StateName, number>>,
  before: Readonly<Record<StateName, number>> | undefined,
): Readonly<Record<StateName, number>> {
  const seconds = stateNames.map((state) => [state, now[state] - (before?.[state] ?? 0)]);
  return Object.fromEntries(seconds) as Record<StateName, number>;
}
