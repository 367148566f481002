import { z } from 'zod';
import { baselineSchema, nameSchema } from './line-schema.ts';

const campaignSchema = z.strictObject({
  product: nameSchema,
  quantity: z.int().min(1).max(1_000_000_000).describe('Items of raw material before the next product.'),
});

const startSchema = z.strictObject({
  bufferLevels: z
    .record(z.string(), z.int().min(0).max(1_000_000_000))
    .default({})
    .describe('Items that lie in a buffer at the start, by its name: that of the station before it. Else 0.'),
  downMin: z
    .record(nameSchema, z.number().positive().max(1e9))
    .default({})
    .describe('Machines that are broken down at the start: min until they are repaired.'),
});

/** A what-if: how long to run, from which seed, and what differs from the baseline. */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1).max(100).describe('Name of the scenario; results are filed under it.'),
  durationHours: z.number().positive().max(1_000_000).default(8).describe('Length of the run, h.'),
  seed: z
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(42)
    .describe('Seed of all chance in the run: the same seed gives the same run.'),
  equipment: baselineSchema.default({}).describe('What differs from the baseline, by station.'),
  crews: z.record(nameSchema, z.int().min(1).max(10_000)).default({}).describe('Sizes of crews that differ.'),
  campaign: z
    .array(campaignSchema)
    .max(10_000)
    .default([])
    .describe('Products one after the other, again and again, at every infinite source.'),
  start: startSchema.prefault({}).describe('How the line stands at the start, when it is not empty and ready.'),
});

export type ScenarioInput = z.input<typeof scenarioSchema>;
export type Scenario = z.output<typeof scenarioSchema>;
