import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import protobuf from 'protobufjs';

export const protoFolder = resolve(import.meta.dirname, '../../../proto');

/** A message or an enum as proto/ declares it, with what it gave up. */
export interface ProtoType {
  /** `historian.v1.SensorData` */
  readonly name: string;
  readonly kind: 'message' | 'enum';
  /** Number → what stands there: `repeated double values`, `string document_json in document`, `SEVERITY_LOW`. */
  readonly members: ReadonlyMap<number, ProtoMember>;
  readonly reservedNumbers: readonly (readonly [from: number, to: number])[];
  readonly reservedNames: readonly string[];
}

export interface ProtoMember {
  readonly name: string;
  /** Type with its label, `double` or `repeated twin.v1.Metric`; empty for the values of an enum. */
  readonly type: string;
  /** The oneof it stands in. */
  readonly oneOf: string | undefined;
  /** Encoding, where the type alone does not say it: that of a message or enum named. */
  readonly refersTo: 'message' | 'enum' | undefined;
}

export interface ProtoFile {
  /** From proto/, with forward slashes: `historian/v1/common.proto`. */
  readonly path: string;
  readonly text: string;
}

/** Every file of proto/, in the order of its path: what is generated must not hang on the file system. */
export function protoFiles(folder = protoFolder): ProtoFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proto'))
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(folder, path), 'utf8') }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Messages and enums of all files. Throws what the parser says: a number used twice, one that is reserved. */
export function protoTypes(files: readonly ProtoFile[]): ProtoType[] {
  const root = new protobuf.Root();
  for (const { path, text } of files) {
    try {
      protobuf.parse(text, root, { keepCase: true });
    } catch (error) {
      throw new Error(`proto/${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  root.resolveAll();
  return typesIn(root).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function typesIn(namespace: protobuf.NamespaceBase): ProtoType[] {
  return namespace.nestedArray.flatMap((nested) => {
    if (nested instanceof protobuf.Enum) return [enumType(nested)];
    if (nested instanceof protobuf.Type) return [messageType(nested), ...typesIn(nested)];
    return nested instanceof protobuf.Namespace ? typesIn(nested) : [];
  });
}

function messageType(type: protobuf.Type): ProtoType {
  const members = type.fieldsArray.map((field) => {
    const refersTo = refersToOf(field);
    const named = field.resolvedType === null ? field.type : bare(field.resolvedType.fullName);
    const key = field instanceof protobuf.MapField ? field.keyType : undefined;
    const valued = key === undefined ? named : `map<${key}, ${named}>`;
    const label = field.repeated ? 'repeated ' : field.options?.['proto3_optional'] === true ? 'optional ' : '';
    const oneOf = label === 'optional ' ? undefined : field.partOf?.name;
    return [field.id, { name: field.name, type: `${label}${valued}`, oneOf, refersTo }] as const;
  });
  return { name: bare(type.fullName), kind: 'message', members: new Map(members), ...reservedOf(type.reserved) };
}

function enumType(type: protobuf.Enum): ProtoType {
  const members = Object.entries(type.values).map(
    ([name, number]) => [number, { name, type: '', oneOf: undefined, refersTo: undefined }] as const,
  );
  return { name: bare(type.fullName), kind: 'enum', members: new Map(members), ...reservedOf(type.reserved) };
}

function refersToOf(field: protobuf.Field): ProtoMember['refersTo'] {
  if (field.resolvedType === null) return undefined;
  return field.resolvedType instanceof protobuf.Enum ? 'enum' : 'message';
}

function reservedOf(
  reserved: readonly (number[] | string)[] | undefined,
): Pick<ProtoType, 'reservedNumbers' | 'reservedNames'> {
  const all = reserved ?? [];
  return {
    reservedNumbers: all.filter((entry) => typeof entry !== 'string').map(([from, to]) => [from!, to!] as const),
    reservedNames: all.filter((entry) => typeof entry === 'string'),
  };
}

/** protobufjs begins full names with a dot. */
function bare(fullName: string): string {
  return fullName.replace(/^\./, '');
}
