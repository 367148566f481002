import { z } from 'zod';
import { distributionSchema } from './distribution-schema.ts';

/** Names part the names of streams at "/", and name columns and files. */
export const nameSchema = z
  .string()
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.#-]*$/u, 'must begin with a letter or digit, then letters, digits, space, _ . # -')
  .describe('Name; scenarios and results refer to it.');

const probability = z.number().min(0).max(1);
const minutes = z.number().positive().max(1e9);
const priority = z.int().min(-1_000_000).max(1_000_000);
const capacity = z.int().min(0).max(1_000_000_000);
const transportTime = z.number().min(0).max(1e9);

const stationSchema = z.strictObject({
  name: nameSchema,
  batchIn: z.int().min(1).max(1_000_000).default(1).describe('Items collected for one cycle.'),
  outputType: z
    .string()
    .min(1)
    .max(100)
    .default('None')
    .describe('What the station makes of them (Tube, Case, Pallet, …); "None": it passes them on.'),
  machines: z.int().min(1).max(1000).default(1).describe('Parallel machines of this kind, named Name#1, Name#2, …'),
});

const conditionSchema = z
  .union([
    z.enum(['any', 'rejected', 'good', 'defective']),
    z.strictObject({ product: nameSchema.describe('Name of the product.') }),
  ])
  .describe('Which items go this way: any, those inspection rejects, the truly good or defective, those of a product.');

const routeSchema = z.strictObject({
  from: nameSchema.describe('Station the items leave.'),
  to: z.string().max(100).describe('Station they go to, or "out": they leave the line.'),
  when: conditionSchema.default('any'),
  share: z
    .number()
    .positive()
    .max(1e6)
    .optional()
    .describe('Proportion of these items that goes this way, drawn item by item.'),
  priority: priority.optional().describe('Tried in this order, lower first, until one has room.'),
  needs: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('Items of this way the receiving station joins in one cycle (assembly).'),
  bufferCapacity: capacity.optional().describe('Places on this way, when it has a buffer of its own.'),
  transportTimeSec: transportTime
    .optional()
    .describe('From end to end of this way, s, when it has a buffer of its own.'),
});

const sourceSchema = z.strictObject({
  name: nameSchema,
  to: nameSchema.describe('Station it feeds.'),
  interarrivalSec: distributionSchema.optional().describe('Time between two arrivals, s.'),
  arrivalsSec: z.array(z.number().min(0)).max(1_000_000).optional().describe('Times of arrival, s, in order.'),
  bufferCapacity: capacity.default(1_000_000_000).describe('Places before the station.'),
  whenFull: z.enum(['wait', 'lost']).default('wait').describe('What happens to arrivals that find no place.'),
  product: nameSchema.optional(),
});

const productSchema = z.strictObject({
  name: nameSchema,
  cycleTimeFactor: z.number().positive().max(1e6).default(1),
  jamFactor: z.number().min(0).max(1e6).default(1),
  defectFactor: z.number().min(0).max(1e6).default(1),
  breakdownFactor: z.number().min(0).max(1e6).default(1),
});

const crewSchema = z.strictObject({ name: nameSchema, size: z.int().min(1).max(10_000) });

const calendarSchema = z.strictObject({
  name: nameSchema,
  periodHours: z.number().positive().max(10_000).describe('After which it repeats: 24, or 168 for a week.'),
  workHours: z
    .array(z.tuple([z.number().min(0), z.number().min(0)]))
    .min(1)
    .max(1000)
    .describe('From and to, h from the start of the run, in order: [[0, 4], [4.5, 8]].'),
});

/** The structure of a line. Without routes, stations stand in a row in the order in which they are listed. */
export const topologySchema = z.strictObject({
  name: z.string().min(1).max(100).default('line').describe('Name of the line.'),
  stations: z.array(stationSchema).min(1).max(10_000),
  routes: z.array(routeSchema).max(100_000).optional(),
  sources: z.array(sourceSchema).max(10_000).default([]),
  products: z.array(productSchema).max(10_000).default([]),
  crews: z.array(crewSchema).max(1000).default([]),
  calendars: z.array(calendarSchema).max(1000).default([]),
  allowDeadlock: z.boolean().default(false).describe('Allows loops whose buffers are all finite, which may lock up.'),
});

const reliabilitySchema = z.strictObject({
  mtbfMin: minutes.nullable().describe('Mean operating time between failures, min; null: it never breaks down.'),
  mttrMin: minutes.describe('Mean time to restoration, min (exponential).'),
  timeToFailureMin: distributionSchema.describe(
    'Law of the time to failure, min, in place of an exponential of mean mtbfMin.',
  ),
  repairTimeMin: distributionSchema.describe(
    'Law of the repair time, min, in place of an exponential of mean mttrMin.',
  ),
  clock: z.enum(['operating', 'calendar']).describe('Whether wear is operating time, or time passes by itself.'),
  crew: nameSchema.describe('Crew without which no repair begins.'),
  interrupts: z
    .enum(['betweenCycles', 'anyTime'])
    .describe('Whether a machine fails before its work, at most once a cycle, or in the midst of it and then resumes.'),
});

const performanceSchema = z.strictObject({
  jamProb: probability.describe('Probability of a jam (microstop) per cycle.'),
  jamTimeSec: z.number().min(0).max(1e9).describe('Time to clear a jam, s (fixed).'),
  jamClearSec: distributionSchema.describe('Law of the time to clear a jam, s, in place of the fixed one.'),
  crew: nameSchema.describe('Operators without whom no jam is cleared.'),
  operators: nameSchema.describe('Crew of whom one must be there as long as the machine works.'),
  speed: z.number().positive().max(1).describe('Share of the nominal speed it runs at: a speed loss.'),
  slowWhenFuller: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('It runs slower while the buffer behind it is fuller than this share of its places; null: never.'),
  slowSpeed: z.number().positive().max(1).describe('Share of its speed it then runs at.'),
  cycleTimeSec: distributionSchema.describe('Law of the cycle time, s, in place of 3600 / uph.'),
});

const qualitySchema = z.strictObject({
  defectRate: probability.describe('Probability that the station spoils what it puts out.'),
  detectionProb: probability.describe('Probability that the station finds a defective item, and rejects it.'),
  repairProb: probability.describe('Probability that the station makes a defective item good (rework).'),
  toleratedDefects: z
    .int()
    .min(0)
    .max(1_000_000_000)
    .describe('Defective parts with which a product still counts as good.'),
});

const maintenanceSchema = z.strictObject({
  everyMin: minutes.nullable().describe('Planned maintenance is due after so many minutes; null: never.'),
  durationMin: distributionSchema.describe('How long it takes, min.'),
  clock: z.enum(['operating', 'calendar']).describe('Minutes at work, or minutes.'),
  crew: nameSchema.describe('Crew without which it does not begin.'),
});

const changeoverSchema = z.strictObject({
  defaultMin: z.number().min(0).max(1e6).describe('Set-up time from any product to any other, min.'),
  minutes: z.record(nameSchema, z.record(nameSchema, z.number().min(0).max(1e6))).describe('From → to → min.'),
  scrapItems: z.int().min(0).max(1_000_000).describe('Items that are scrap after a changeover.'),
});

/** Parameters of one station, as baselines and scenarios name them: only what is named counts. */
export const equipmentSchema = z.strictObject({
  uph: z.number().positive().max(1e9).optional().describe('Cycles an hour; cycle time = 3600 / uph seconds.'),
  bufferCapacity: capacity
    .optional()
    .describe('Places in the buffer behind the station; 0: items go from hand to hand.'),
  transportTimeSec: transportTime
    .optional()
    .describe('Time from end to end of that buffer when nothing is in the way, s: an accumulating conveyor; 0: none.'),
  priority: priority.optional().describe('Among stations that wait for the same thing, lower goes first.'),
  calendar: nameSchema.nullable().optional().describe('Calendar it works by; null: always.'),
  blocking: z
    .enum(['after', 'before'])
    .optional()
    .describe('A station without room behind it waits after its work with the item in hand, or does not begin.'),
  reliability: reliabilitySchema.partial().optional(),
  performance: performanceSchema.partial().optional(),
  quality: qualitySchema.partial().optional(),
  maintenance: maintenanceSchema.partial().optional(),
  changeover: changeoverSchema.partial().optional(),
});

/** Parameters by station name. */
export const baselineSchema = z.record(nameSchema, equipmentSchema);

export type TopologyInput = z.input<typeof topologySchema>;
export type Topology = z.output<typeof topologySchema>;
export type Route = z.output<typeof routeSchema>;
export type Source = z.output<typeof sourceSchema>;
export type Product = z.output<typeof productSchema>;
export type Calendar = z.output<typeof calendarSchema>;
export type EquipmentParams = z.output<typeof equipmentSchema>;
export type Baseline = z.output<typeof baselineSchema>;
