import { z } from 'zod';
import { nearest } from '../scenario/nearest.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';

const money = z.number().min(-1e12).max(1e12);
const rate = z.number().min(0).max(1e12);

const productMoneySchema = z.strictObject({
  sku: z.string().min(1).max(100).optional().describe('Number it is sold under; its name unless told.'),
  materialCost: money.default(0).describe('Raw material of one finished unit, charged when it is drawn into the line.'),
  conversionCost: money.default(0).describe('Labour, energy and overhead of one finished unit, good or not.'),
  sellingPrice: money.default(0).describe('Revenue of one good finished unit.'),
});

const stationMoneySchema = z.strictObject({
  costPerHour: rate.default(0).describe('Of every hour it is scheduled: people, floor, depreciation.'),
  runningCostPerHour: rate.default(0).describe('Of every hour it works, on top: energy, wear.'),
});

/** What things cost: products by name ("*": every product, or the only one) and stations by name. */
export const economicsSchema = z.strictObject({
  currency: z.string().min(1).max(8).default('$'),
  products: z.record(z.string(), productMoneySchema).default({}),
  stations: z.record(z.string(), stationMoneySchema).default({}),
  fixedCostPerHour: rate.default(0).describe('Of the line, every hour.'),
});

export type EconomicsInput = z.input<typeof economicsSchema>;
export type Economics = z.output<typeof economicsSchema>;
export type ProductMoney = z.output<typeof productMoneySchema>;

/** A fault in what things cost: keys to it, and what is wrong. */
export interface EconomicsFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Names in `economics` that the line does not have. */
export function economicsFaults(line: ResolvedLine, economics: Economics): EconomicsFault[] {
  const unknown = (group: 'products' | 'stations', known: readonly string[], what: string) =>
    Object.keys(economics[group])
      .filter((name) => !known.includes(name))
      .map((name) => {
        const meant = nearest(name, known);
        const hint = meant === undefined ? `known: ${known.join(', ')}` : `did you mean "${meant}"?`;
        return { path: [group, name], message: `unknown ${what} "${name}"; ${hint}` };
      });
  return [
    ...unknown('products', ['*', ...line.products.map(({ name }) => name)], 'product'),
    ...unknown('stations', [...new Set(line.stations.flatMap(({ name, kind }) => [name, kind]))], 'station'),
  ];
}
