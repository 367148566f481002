import { z } from 'zod';
import { economicsSchema } from '../kpi/economics-schema.ts';

const number = z.number().min(-1e12).max(1e12);
const path = z.string().min(1).max(300).describe('Parameter, as in Filler.bufferCapacity.');

const sweptSchema = z
  .strictObject({
    path,
    values: z.array(number).min(1).max(10_000).optional(),
    from: number.optional(),
    to: number.optional(),
    points: z.int().min(2).max(10_000).optional().describe('From end to end of the range, for a grid.'),
  })
  .refine(
    ({ values, from, to }) => (values === undefined) !== (from === undefined || to === undefined),
    'needs values, or from and to',
  );

/** Which parameters a sweep moves. */
export const sweepSchema = z.strictObject({
  parameters: z.array(sweptSchema).min(1).max(100),
  latin: z.int().min(1).max(100_000).optional().describe('Points of a Latin hypercube, in place of every combination.'),
});

/** What an optimiser may set, and what it is to make large. */
export const optimiseSchema = z.strictObject({
  maximise: z.string().default('goodOut').describe('Name of a figure: goodOut, oee, margin, throughput …'),
  parameters: z
    .array(z.strictObject({ path, from: number, to: number, integer: z.boolean().optional() }))
    .min(1)
    .max(50),
  totals: z
    .array(z.strictObject({ paths: z.array(path).min(1), exactly: number.optional(), atMost: number.optional() }))
    .default([]),
  costs: z
    .record(z.string(), number)
    .default({})
    .describe('What one of a parameter costs, in the unit of the figure and per run.'),
  budget: z.int().min(50).max(10_000_000).default(1000).describe('Replications in all.'),
  indifference: z
    .number()
    .positive()
    .optional()
    .describe('In the unit of the figure; half a percent of it unless told.'),
  target: number.optional().describe('A value of the figure that is to be reached.'),
});

export type SweepInput = z.input<typeof sweepSchema>;
export type Sweep = z.output<typeof sweepSchema>;
export type OptimiseInput = z.input<typeof optimiseSchema>;
export type OptimiseStudy = z.output<typeof optimiseSchema>;

/** JSON Schema (draft-07) of what stands beside a line and a scenario: money, a sweep, an optimisation. */
export function studyJsonSchemas(): Readonly<Record<'economics' | 'sweep' | 'optimise', object>> {
  const options = { target: 'draft-7', io: 'input' } as const;
  return {
    economics: z.toJSONSchema(economicsSchema, options),
    sweep: z.toJSONSchema(sweepSchema, options),
    optimise: z.toJSONSchema(optimiseSchema, options),
  };
}
