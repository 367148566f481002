import { describe, expect, it } from 'vitest';
import {
  cosmeticsBaseline,
  cosmeticsLine,
  economicsFaults,
  economicsSchema,
  payback,
  resolveLine,
  runLine,
} from '../src/index.ts';
import { economicsTable, runEconomic } from '../src/experiment/index.ts';

const cosmetics = resolveLine(cosmeticsLine, cosmeticsBaseline);
const run = { durationS: 8 * 3600, seed: 42 };
const prices = economicsSchema.parse({
  products: { '*': { materialCost: 150, conversionCost: 30, sellingPrice: 500 } },
  stations: { Filler: { costPerHour: 25, runningCostPerHour: 5 }, Packer: { costPerHour: 20 } },
  fixedCostPerHour: 100,
});

/** Two products on one machine and a packer, so many of each in turn. */
const mixed = resolveLine(
  {
    stations: [
      { name: 'Filler', outputType: 'Tube' },
      { name: 'Packer', batchIn: 10, outputType: 'Case' },
    ],
    products: [{ name: 'plain' }, { name: 'deluxe', cycleTimeFactor: 2, defectFactor: 3 }],
  },
  { Filler: { uph: 3600, quality: { defectRate: 0.05, detectionProb: 1 } }, Packer: { uph: 3600 } },
  {
    name: 'mix',
    campaign: [
      { product: 'plain', quantity: 400 },
      { product: 'deluxe', quantity: 200 },
    ],
  },
);
const mixedPrices = economicsSchema.parse({
  products: { plain: { materialCost: 2, sellingPrice: 6 }, deluxe: { sku: 'D-1', materialCost: 4, sellingPrice: 20 } },
});

describe('money of a run', () => {
  it('is revenue of good pallets less material drawn, pallets converted and hours', () => {
    const { run: line, money } = runEconomic(cosmetics, run, prices);
    const filler = line.stations['Filler']!;
    expect(money.revenue).toBe(line.line.goodOut * 500);
    expect(money.materialCost).toBeCloseTo((filler.unitsIn / 720) * 150, 6);
    const hours = 8 * (25 + 20 + 100) + (filler.timeInStateS.EXECUTE / 3600) * 5;
    expect(money.conversionCost).toBeCloseTo(line.line.unitsOut * 30 + hours, 6);
    expect(money.margin).toBeCloseTo(money.revenue - money.materialCost - money.conversionCost, 9);
  });

  it('of several products follows each of them', () => {
    const { run: line, money } = runEconomic(mixed, { durationS: 7200, seed: 1 }, mixedPrices);
    expect(line).toEqual(runLine(mixed, { durationS: 7200, seed: 1 }));
    const rows = economicsTable(mixed, { durationS: 7200, seed: 1, intervalS: 600 }, mixedPrices);
    const shipped = (sku: string) =>
      rows.filter((row) => row.machine === 'Packer' && row.sku === sku).reduce((sum, { good }) => sum + good, 0);
    expect(shipped('plain') + shipped('D-1')).toBe(line.line.goodOut);
    expect(money.revenue).toBe(shipped('plain') * 6 + shipped('D-1') * 20);
    expect(shipped('plain')).toBeGreaterThan(shipped('D-1'));
    expect(new Set(rows.map(({ sku }) => sku))).toEqual(new Set(['plain', 'D-1']));
  });

  it.each([
    ['one product', cosmetics, prices, run],
    ['several', mixed, mixedPrices, { durationS: 7200, seed: 5 }],
  ] as const)('interval by interval sums to that of the run: %s', (_, line, economics, options) => {
    const { run: whole, money } = runEconomic(line, options, economics);
    const rows = economicsTable(line, { ...options, intervalS: 700 }, economics);
    for (const key of ['revenue', 'materialCost', 'conversionCost', 'margin'] as const) {
      const sum = rows.reduce((total, row) => total + row[key], 0);
      expect(Math.abs(sum - money[key])).toBeLessThan(1e-6 * Math.max(1, Math.abs(money[key])));
    }
    for (const [name, station] of Object.entries(whole.stations)) {
      const own = rows.filter(({ machine }) => machine === name);
      expect(own.reduce((total, { units }) => total + units, 0)).toBe(station.unitsMade);
      expect(own.reduce((total, { scrap }) => total + scrap, 0)).toBe(station.rejected + station.scrapped);
    }
  });

  it('names stations and products that are not there', () => {
    const wrong = economicsSchema.parse({ products: { delux: {} }, stations: { Paker: {} } });
    expect(economicsFaults(mixed, wrong)).toEqual([
      { path: ['products', 'delux'], message: 'unknown product "delux"; did you mean "deluxe"?' },
      { path: ['stations', 'Paker'], message: 'unknown station "Paker"; did you mean "Packer"?' },
    ]);
    expect(economicsSchema.safeParse({ products: { '*': { sellingPrise: 1 } } }).success).toBe(false);
  });

  it('pays an investment back, or never', () => {
    expect(payback(100_000, 25, 4000)).toEqual({ gainPerYear: 100_000, years: 1 });
    expect(payback(100_000, -1, 4000).years).toBe(Infinity);
  });
});
