import { lineJsonSchemas } from '@twin/line-engine';
import { studyJsonSchemas } from '@twin/line-engine/experiment';
import { UsageError } from '../arguments.ts';
import type { Session } from '../session.ts';

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>>;
}

/** JSON Schema (draft-07) of a line file or of a scenario file. */
export function schema(session: Session): boolean {
  const which = session.command.files[0] ?? 'scenario';
  if (which !== 'line' && which !== 'scenario')
    throw new UsageError(`schema is of a line or a scenario, not "${which}"`);
  session.streams.out(`${JSON.stringify(which === 'line' ? lineSchema() : scenarioSchema(), null, 2)}\n`);
  return true;
}

const draft = 'http://json-schema.org/draft-07/schema#';

function lineSchema(): object {
  const { topology, baseline } = lineJsonSchemas();
  const line = { type: 'string', description: 'Name of the line.' };
  return {
    $schema: draft,
    title: 'A production line',
    type: 'object',
    properties: {
      line,
      topology: bare(topology),
      baseline: bare(baseline),
      economics: bare(studyJsonSchemas().economics),
    },
    required: ['topology'],
    additionalProperties: false,
  };
}

function scenarioSchema(): object {
  const { topology, baseline, scenario } = lineJsonSchemas();
  const studies = Object.entries(studyJsonSchemas()).map(([name, one]) => [name, bare(one)]);
  const line = { type: 'string', description: 'File of the line; its name where both stand in one file.' };
  return {
    $schema: draft,
    title: 'A what-if about a production line',
    type: 'object',
    properties: {
      line,
      topology: bare(topology),
      baseline: bare(baseline),
      ...(scenario as ObjectSchema).properties,
      ...(Object.fromEntries(studies) as object),
    },
    required: ['line'],
    additionalProperties: false,
  };
}

function bare(schemaOf: object): object {
  const { $schema: _, ...rest } = schemaOf as Readonly<Record<string, unknown>>;
  return rest;
}
