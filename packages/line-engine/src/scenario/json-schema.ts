import { z } from 'zod';
import { baselineSchema, topologySchema } from './line-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';

/** JSON Schema (draft-07) of each object a line is described with, for editors and for other languages. */
export function lineJsonSchemas(): Readonly<Record<'topology' | 'baseline' | 'scenario', object>> {
  const options = { target: 'draft-7', io: 'input' } as const;
  return {
    topology: z.toJSONSchema(topologySchema, options),
    baseline: z.toJSONSchema(baselineSchema, options),
    scenario: z.toJSONSchema(scenarioSchema, options),
  };
}
