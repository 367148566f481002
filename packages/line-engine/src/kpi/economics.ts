import type { ResolvedLine } from '../scenario/resolve.ts';
import type { StateName } from '../station/state.ts';
import type { Economics, ProductMoney } from './economics-schema.ts';
import { outputsPerUnit } from './pacing-station.ts';

/** What was earned and spent, in the currency of the economics. */
export interface Money {
  readonly revenue: number;
  readonly materialCost: number;
  readonly conversionCost: number;
  /** revenue − materialCost − conversionCost. */
  readonly margin: number;
}

/** What a station has done with one product. */
export interface ProductCounts {
  /** Name of the product; "*" where there is only one. */
  readonly product: string;
  /** Raw items drawn into the line here. */
  readonly drawn: number;
  readonly made: number;
  /** Passed inspection here, truly good and truly defective. */
  readonly good: number;
  readonly defective: number;
  /** Rejected or scrapped here. */
  readonly scrap: number;
}

/** A station's part in a run, by product. */
export interface StationCounts {
  readonly timeInStateS: Readonly<Record<StateName, number>>;
  readonly products: readonly ProductCounts[];
}

const noMoney: ProductMoney = { materialCost: 0, conversionCost: 0, sellingPrice: 0 };

/** What a product costs and brings: its own, or that of "*". */
export function moneyOf(economics: Economics, product: string): ProductMoney {
  const { products } = economics;
  if (Object.hasOwn(products, product)) return products[product]!;
  return Object.hasOwn(products, '*') ? products['*']! : noMoney;
}

/** How money follows items through a line, station by station. */
export interface MoneyRules {
  /** The raw material of one finished unit is so many items here; 0: none enters here. */
  readonly rawPerUnit: readonly number[];
  /** Finished units leave the line here. */
  readonly ships: readonly boolean[];
  /** Stations at which raw material enters, that share its cost. */
  readonly entries: number;
}

export function moneyRules(line: ResolvedLine): MoneyRules {
  const { stations, graph } = line;
  const outputs = outputsPerUnit(line);
  const rawPerUnit = stations.map(({ outputType, batchIn }, i) => {
    const inlets = graph.inlets[i]!;
    const own = inlets.flatMap(({ buffers }) => buffers).some((buffer) => graph.sources.includes(buffer));
    if (inlets.length > 0 && !own) return 0;
    return outputType === 'None' ? outputs[i]! : outputs[i]! * batchIn;
  });
  const ships = stations.map((_, i) =>
    graph.branches[i]!.every(({ ways, when }) => when === 'rejected' || ways.some((way) => way.length === 0)),
  );
  return { rawPerUnit, ships, entries: rawPerUnit.filter((raw) => raw > 0).length };
}

/**
 * Money of one station with one product. Material is charged where it is drawn (so scrap costs what went into it), in
 * equal parts where several stations draw; conversion and revenue are booked where finished units leave, revenue for good ones.
 */
export function productMoney(
  counts: ProductCounts,
  station: number,
  { rawPerUnit, ships, entries }: MoneyRules,
  economics: Economics,
): Money {
  const { materialCost: material, conversionCost: conversion, sellingPrice } = moneyOf(economics, counts.product);
  const raw = rawPerUnit[station]!;
  const finished = ships[station] === true ? counts.good + counts.defective : 0;
  const materialCost = raw > 0 ? (counts.drawn * material) / raw / entries : 0;
  const revenue = ships[station] === true ? counts.good * sellingPrice : 0;
  return money(revenue, materialCost, finished * conversion);
}

/** What a station costs over a time, whatever it makes: rates are spread over time, not booked at events. */
export function stationHoursCost(
  timeInStateS: Readonly<Record<StateName, number>>,
  name: string,
  kind: string,
  { stations }: Economics,
): number {
  const rates = Object.hasOwn(stations, name)
    ? stations[name]
    : Object.hasOwn(stations, kind)
      ? stations[kind]
      : undefined;
  if (rates === undefined) return 0;
  const totalS = Object.values(timeInStateS).reduce((sum, seconds) => sum + seconds, 0);
  const scheduledH = (totalS - timeInStateS.OFF) / 3600;
  return scheduledH * rates.costPerHour + (timeInStateS.EXECUTE / 3600) * rates.runningCostPerHour;
}

/** Money of a whole run: of all stations and products, and the fixed cost of the line. */
export function runMoney(
  line: ResolvedLine,
  stations: readonly StationCounts[],
  durationS: number,
  economics: Economics,
): Money {
  const rules = moneyRules(line);
  let [revenue, materialCost] = [0, 0];
  let conversionCost = (durationS / 3600) * economics.fixedCostPerHour;
  for (const [i, { timeInStateS, products }] of stations.entries()) {
    const { name, kind } = line.stations[i]!;
    conversionCost += stationHoursCost(timeInStateS, name, kind, economics);
    for (const counts of products) {
      const part = productMoney(counts, i, rules, economics);
      revenue += part.revenue;
      materialCost += part.materialCost;
      conversionCost += part.conversionCost;
    }
  }
  return money(revenue, materialCost, conversionCost);
}

function money(revenue: number, materialCost: number, conversionCost: number): Money {
  return { revenue, materialCost, conversionCost, margin: revenue - materialCost - conversionCost };
}

/** Of an investment that earns `gainPerHour` more, over `hoursPerYear`. Years are infinite when it earns nothing. */
export function payback(
  investment: number,
  gainPerHour: number,
  hoursPerYear: number,
): { readonly gainPerYear: number; readonly years: number } {
  const gainPerYear = gainPerHour * hoursPerYear;
  return { gainPerYear, years: gainPerYear > 0 ? investment / gainPerYear : Infinity };
}
