import { z } from 'zod';

const name = z
  .string()
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.#-]*$/u, 'must begin with a letter or digit, then letters, digits, space, _ . # -')
  .describe('Name of the station; scenarios and results refer to it.');

const probability = z.number().min(0).max(1);
const minutes = z.number().positive().max(1e9);

/** One station of a line: structure only, no parameters. */
const stationSchema = z.strictObject({
  name,
  batchIn: z.int().min(1).max(1_000_000).default(1).describe('Items collected for one cycle.'),
  outputType: z
    .string()
    .min(1)
    .max(100)
    .default('None')
    .describe('What the station makes of them (Tube, Case, Pallet, …); "None": it passes them on.'),
});

/** The structure of a line: stations in the order in which items pass them. */
export const topologySchema = z.strictObject({
  name: z.string().min(1).max(100).default('line').describe('Name of the line.'),
  stations: z.array(stationSchema).min(1).max(10_000),
});

const reliabilitySchema = z.strictObject({
  mtbfMin: minutes.nullable().describe('Mean operating time between failures, min; null: it never breaks down.'),
  mttrMin: minutes.describe('Mean time to restoration, min (exponential).'),
});

const performanceSchema = z.strictObject({
  jamProb: probability.describe('Probability of a jam (microstop) per cycle.'),
  jamTimeSec: z.number().min(0).max(1e9).describe('Time to clear a jam, s (fixed).'),
});

const qualitySchema = z.strictObject({
  defectRate: probability.describe('Probability that the station spoils what it puts out.'),
  detectionProb: probability.describe('Probability that the station finds a defective item, and rejects it.'),
});

/** Parameters of one station, as baselines and scenarios name them: only what is named counts. */
export const equipmentSchema = z.strictObject({
  uph: z.number().positive().max(1e9).optional().describe('Cycles an hour; cycle time = 3600 / uph seconds.'),
  bufferCapacity: z
    .int()
    .min(0)
    .max(1_000_000_000)
    .optional()
    .describe('Places in the buffer behind the station; 0: items go from hand to hand.'),
  reliability: reliabilitySchema.partial().optional(),
  performance: performanceSchema.partial().optional(),
  quality: qualitySchema.partial().optional(),
});

/** Parameters by station name. */
export const baselineSchema = z.record(name, equipmentSchema);

export type TopologyInput = z.input<typeof topologySchema>;
export type Topology = z.output<typeof topologySchema>;
export type EquipmentParams = z.output<typeof equipmentSchema>;
export type Baseline = z.output<typeof baselineSchema>;
