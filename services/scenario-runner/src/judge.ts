import { nearest, type Economics } from '@twin/line-engine';
import { lineFigures } from '@twin/line-engine/experiment';
import { UsageError } from './arguments.ts';
import type { TaskResult } from './task.ts';

/** A figure of a replication, of the line or of its money. */
export interface Judge {
  readonly name: string;
  readonly unit: string;
  readonly meaning: string;
  readonly of: (result: TaskResult) => number;
}

const moneyNames = ['margin', 'revenue', 'materialCost', 'conversionCost'] as const;
const moneyMeanings = {
  margin: 'revenue less material and conversion',
  revenue: 'of good finished units',
  materialCost: 'of raw material drawn into the line',
  conversionCost: 'of finished units and of hours',
} as const;

/** Every figure there is; those of money when it is known what things cost. */
export function judges(economics: Economics | undefined): Judge[] {
  const ofLine = lineFigures.map(({ of, ...figure }): Judge => ({ ...figure, of: (result) => of(result.run) }));
  if (economics === undefined) return ofLine;
  const ofMoney = moneyNames.map((name): Judge => {
    const meaning = moneyMeanings[name];
    return { name, unit: economics.currency, meaning, of: ({ money }) => money![name] };
  });
  return [...ofLine, ...ofMoney];
}

/** The figure of that name. Throws `UsageError` with the nearest, or with what it needs. */
export function judge(name: string, economics: Economics | undefined): Judge {
  const all = judges(economics);
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return found;
  if ((moneyNames as readonly string[]).includes(name))
    throw new UsageError(`${name} needs "economics:" in the file of the line or of the scenario`);
  const names = all.map((one) => one.name);
  const meant = nearest(name, names);
  throw new UsageError(
    `unknown figure "${name}"; ${meant === undefined ? `known: ${names.join(', ')}` : `did you mean "${meant}"?`}`,
  );
}
