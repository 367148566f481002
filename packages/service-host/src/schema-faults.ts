import leven from 'leven';
import { z } from 'zod';
import type { FileFault, YamlSource } from './yaml-source.ts';

/** What a schema says against a file, each fault at its place; for a key it does not know, the nearest one it does. */
export function schemaFaults(source: YamlSource, schema: z.ZodType, error: z.ZodError): FileFault[] {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
    if (issue.code !== 'unrecognized_keys') {
      const isMissing = issue.code !== 'custom' && path.length > 0 && valueAt(source.value, path) === undefined;
      const message = isMissing ? `"${String(path.at(-1))}" is missing` : issue.message;
      return [{ file: source.file, place: source.place(path, false), path: path.join('.'), message }];
    }
    const known = keysAt(shape, path);
    return issue.keys.map((key) => ({
      file: source.file,
      place: source.place([...path, key], true),
      path: [...path, key].join('.'),
      message: `unknown key "${key}"; ${hint(key, known)}`,
    }));
  });
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | null | undefined)?.[step], value);
}

function hint(key: string, known: readonly string[]): string {
  const nearest = known.toSorted((a, b) => leven(key, a) - leven(key, b))[0];
  const isNear = nearest !== undefined && leven(key, nearest) <= Math.max(2, key.length / 3);
  return isNear ? `did you mean "${nearest}"?` : `known: ${known.join(', ')}`;
}

type Shape = z.core.JSONSchema.BaseSchema | boolean | undefined;

function keysAt(shape: Shape, path: readonly (string | number)[]): string[] {
  let at = shape;
  for (const step of path) {
    if (typeof at !== 'object') return [];
    at = (typeof step === 'number' ? at.items : (at.properties?.[step] ?? at.additionalProperties)) as Shape;
  }
  return typeof at === 'object' ? Object.keys(at.properties ?? {}) : [];
}
