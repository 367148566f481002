import type { ProductCounts, StationCounts } from '../kpi/economics.ts';
import { moneyOf, runMoney, type Money } from '../kpi/economics.ts';
import type { Economics } from '../kpi/economics-schema.ts';
import type { LineRun, StationRun } from '../line/line-run.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import type { CycleOf, Phase } from '../station/phase.ts';
import type { Station } from '../station/station.ts';

/** Counts what each station does with each product, by phases put between those of the standard cycle. */
export class ProductCounter {
  readonly #line: ResolvedLine;
  /** By station and product: drawn, made, good, defective, scrap. */
  readonly #counts: readonly Float64Array[];
  readonly #made: Float64Array;

  constructor(line: ResolvedLine) {
    this.#line = line;
    this.#counts = line.stations.map(() => new Float64Array(5 * Math.max(1, line.products.length)));
    this.#made = new Float64Array(line.stations.length);
  }

  /** For `RunOptions.cycles`: every station's standard cycle, watched. */
  cycles(): Readonly<Record<string, CycleOf>> {
    return Object.fromEntries(this.#line.stations.map(({ kind }) => [kind, this.#watched]));
  }

  counts(station: number): ProductCounts[] {
    const { products } = this.#line;
    const own = this.#counts[station]!;
    const names = products.length > 0 ? products.map(({ name }) => name) : ['*'];
    return names.map((product, i) => {
      const [drawn, made, good, defective, scrap] = own.subarray(i * 5, i * 5 + 5);
      return { product, drawn: drawn!, made: made!, good: good!, defective: defective!, scrap: scrap! };
    });
  }

  readonly #watched: CycleOf = ({ standard: s }) => [
    s.collect,
    watching((station) => this.#add(station, station.product, 0, station.setup.batchIn)),
    s.changeOver,
    s.maintain,
    s.breakdown,
    s.microstop,
    s.clearAhead,
    s.execute,
    s.transform,
    watching((station) => this.#noteMade(station)),
    s.inspect,
    watching((station) => this.#noteKept(station)),
    s.passOn,
  ];

  #noteMade(station: Station): void {
    this.#made[station.index] = station.outCount;
    for (let i = 0; i < station.outCount; i++) this.#add(station, station.out[i]!.product, 1, 1);
  }

  /** What is no longer there was rejected or scrapped, and had the product of this cycle. */
  #noteKept(station: Station): void {
    this.#add(station, station.product, 4, this.#made[station.index]! - station.outCount);
    for (let i = 0; i < station.outCount; i++) {
      const item = station.out[i]!;
      const column = station.outRejected[i] === 1 ? 4 : item.defective === 1 ? 3 : 2;
      this.#add(station, item.product, column, 1);
    }
  }

  #add({ index }: Station, product: number, column: number, amount: number): void {
    this.#counts[index]![product * 5 + column]! += amount;
  }
}

function watching(note: (station: Station) => void): Phase {
  return {
    run: (station) => {
      note(station);
      return false;
    },
  };
}

/** Money of a run of a line with one product, named or not, out of its counts alone. */
export function moneyOfRun(line: ResolvedLine, run: LineRun, economics: Economics): Money {
  const [only] = line.products;
  const priced = only === undefined ? economics : { ...economics, products: { '*': moneyOf(economics, only.name) } };
  const stations = line.stations.map(({ name }): StationCounts => {
    const station = run.stations[name]!;
    return { timeInStateS: station.timeInStateS, products: [onlyProduct(station)] };
  });
  return runMoney(line, stations, run.durationS, priced);
}

/** The counts of a station as those of the only product; what is in its hands at the end has not passed. */
function onlyProduct({ unitsIn, unitsMade, unitsOut, defectiveOut, rejected, scrapped }: StationRun): ProductCounts {
  const scrap = rejected + scrapped;
  return {
    product: '*',
    drawn: unitsIn,
    made: unitsMade,
    good: unitsOut - defectiveOut,
    defective: defectiveOut,
    scrap,
  };
}
