import { subjects } from '@twin/codecs';
import { cstrInputsSchema, cstrParametersSchema, jacketedCstr, type SessionOptions } from '@twin/reactor-twin';
import { z } from 'zod';
import { unitNames, units } from './units.ts';

const plant = jacketedCstr();
/** What a sensor may measure: a sensor of the model (T, Ca) or one of its inputs (Tc, q, Tf, Caf), with the model's unit. */
export const signalUnits: Readonly<Record<string, string>> = Object.fromEntries(
  [...plant.inputs, ...plant.sensors].map(({ name, unit }) => [name, unit]),
);

const number = (fallback: number, min: number, max: number, meaning: string) =>
  z.number().min(min).max(max).default(fallback).describe(meaning);

const sensorSchema = z
  .strictObject({
    signal: z.enum(['T', 'Ca', 'Tc', 'q', 'Tf', 'Caf']).describe('what it measures, in the words of the model'),
    unit: z.enum(unitNames).optional().describe("unit of its readings; default: the model's"),
    min: z.number().optional().describe('readings below are refused, in its unit'),
    max: z.number().optional().describe('readings above are refused, in its unit'),
    staleAfterMin: z
      .number()
      .positive()
      .optional()
      .describe('an input silent for so long makes predictions uncertain, min'),
  })
  .superRefine(({ signal, unit, min, max }, context) => {
    if (unit !== undefined && units[unit].of !== signalUnits[signal])
      context.addIssue({
        code: 'custom',
        path: ['unit'],
        message: `${unit} is no unit of ${signal}, which is in ${signalUnits[signal]}`,
      });
    if (min !== undefined && max !== undefined && min >= max)
      context.addIssue({ code: 'custom', path: ['min'], message: `min ${min} is not below max ${max}` });
  });

const defaultSensors = {
  temp: { signal: 'T' },
  flow: { signal: 'q' },
  'coolant.temp': { signal: 'Tc' },
  'feed.temp': { signal: 'Tf' },
  'feed.concentration': { signal: 'Caf' },
} as const;

const noiseSchema = z.strictObject({
  temperatureStdK: number(0.3, 1e-4, 100, 'standard deviation of a temperature reading, K'),
  concentrationStdMolPerL: number(0.005, 1e-6, 10, 'standard deviation of an analyser reading, mol/L'),
  initialStd: z
    .tuple([z.number().min(0), z.number().min(0)])
    .default([0.02, 1])
    .describe('of Ca (mol/L) and T (K) at the start'),
  processVariancePerMin: z
    .tuple([z.number().min(0), z.number().min(0)])
    .default([1e-5, 0.025])
    .describe('variance Ca and T gain a minute from what the model does not know'),
});

const limitsSchema = z.strictObject({
  latenessMs: z
    .int()
    .min(0)
    .max(3_600_000)
    .default(0)
    .describe('how late a reading may come and still be put into order'),
  maxSkewMs: number(5_000, 0, 3_600_000, 'how far ahead of the broker a reading may be stamped'),
  warmUpReadings: z
    .int()
    .min(0)
    .max(100_000)
    .default(20)
    .describe('readings after a gap until predictions count again'),
  holdMs: number(60_000, 0, 86_400_000, 'a silence up to here is nothing special'),
  bridgeMs: number(3_600_000, 0, 86_400_000, 'a silence up to here is bridged by the model'),
  beyond: z
    .enum(['restingState', 'lastEstimate', 'stop'])
    .default('restingState')
    .describe('what to do after a longer one'),
  onDelayMin: number(0, 0, 1440, 'a deviation must hold so long before it is raised'),
  offDelayMin: number(1, 0, 1440, 'and be gone so long before it is cleared'),
  deadBand: number(0.5, 0, 0.99, 'share of the limit by which it must fall to clear'),
  ignoreFirst: z.int().min(0).max(1_000_000).default(200).describe('first readings that are not judged'),
  flatlineSamples: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(20)
    .describe('so many equal readings are a stuck sensor; 0: never'),
  dropoutMin: number(1, 0, 1440, 'a sensor silent for so long has dropped out, min; 0: never'),
  baselineSamples: z
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .describe('readings of a good period to learn the yardstick from; 0: the filter is taken to be right'),
  gateRefusal: number(1e-5, 0, 0.1, 'chance that a good reading is kept out of the estimate; 0: all are believed'),
});

export const assetSchema = z
  .strictObject({
    prefix: z
      .string()
      .describe('tokens before the tag; * stands for one token, and every match gets a twin of its own'),
    sensors: z.record(z.string(), sensorSchema).default(defaultSensors).describe('by tag: what comes after the prefix'),
    parameters: cstrParametersSchema.default(cstrParametersSchema.parse({})).describe('constants of this reactor'),
    inputs: cstrInputsSchema.default(cstrInputsSchema.parse({})).describe('values until a sensor says otherwise'),
    noise: noiseSchema.default(noiseSchema.parse({})),
    limits: limitsSchema.default(limitsSchema.parse({})),
    outputs: z
      .array(z.enum(['predicted', 'estimated', 'residual', 'ideal']))
      .default(['predicted', 'estimated', 'residual', 'ideal'])
      .describe('what is published of every prediction'),
  })
  .superRefine(({ prefix, sensors }, context) => {
    for (const [at, tag] of [undefined, ...Object.keys(sensors)].entries())
      try {
        subjects.sensorPattern(prefix, tag ?? 'temp');
      } catch (error) {
        context.addIssue({
          code: 'custom',
          path: at === 0 ? ['prefix'] : ['sensors', tag!],
          message: (error as Error).message,
        });
        if (at === 0) return;
      }
    const signals = Object.values(sensors).map(({ signal }) => signal);
    if (!signals.includes('T'))
      context.addIssue({ code: 'custom', path: ['sensors'], message: 'no sensor measures T: a twin without eyes' });
    const twice = signals.find((signal, i) => signals.indexOf(signal) !== i);
    if (twice !== undefined)
      context.addIssue({ code: 'custom', path: ['sensors'], message: `two sensors measure ${twice}` });
  });

export const configSchema = z.strictObject({
  assets: z.array(assetSchema).min(1).describe('reactors to watch'),
  mostAssets: z.int().min(1).max(100_000).default(10_000).describe('twins one process makes at most'),
});

export type AssetConfig = z.infer<typeof assetSchema>;
export type Config = z.infer<typeof configSchema>;

/** What runs when no file is given: the reactor of the default subjects. */
export const defaultConfig: Config = configSchema.parse({ assets: [{ prefix: 'enterprise.site.area.line.reactor' }] });

export function sessionOptions({ sensors, inputs, noise, limits }: AssetConfig): SessionOptions {
  const used = Object.values(sensors);
  const stale = used.flatMap(({ signal, staleAfterMin }) =>
    staleAfterMin === undefined ? [] : [[signal, staleAfterMin]],
  );
  const { onDelayMin, offDelayMin, deadBand, ignoreFirst, flatlineSamples, dropoutMin, baselineSamples } = limits;
  return {
    sensors: used.map(({ signal }) => signal).filter((signal) => signal === 'T' || signal === 'Ca'),
    trigger: 'T',
    inputs,
    latenessMs: limits.latenessMs,
    maxSkewMs: limits.maxSkewMs,
    warmUpReadings: limits.warmUpReadings,
    gap: { holdMs: limits.holdMs, bridgeMs: Math.max(limits.holdMs, limits.bridgeMs), beyond: limits.beyond },
    staleAfterMin: Object.fromEntries(stale) as Record<string, number>,
    filter: {
      initialStd: noise.initialStd,
      processVariancePerMin: noise.processVariancePerMin,
      noiseStd: { T: noise.temperatureStdK, Ca: noise.concentrationStdMolPerL },
      ...(limits.gateRefusal > 0 && { gate: { refusal: limits.gateRefusal } }),
    },
    detector: {
      alarm: { onDelayMin, offDelayMin, deadBand },
      ...(baselineSamples > 0 && { baseline: { samples: baselineSamples } }),
      ignoreFirst,
      flatlineSamples,
      dropoutMin,
    },
  };
}
