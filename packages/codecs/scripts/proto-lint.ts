import type { ProtoFile, ProtoMember, ProtoType } from './proto-files.ts';

/** How our proto files are written (the basic rules of the protobuf style guide), one sentence a fault. */
export function styleFaults(files: readonly ProtoFile[], types: readonly ProtoType[]): string[] {
  return [...files.flatMap(fileFaults), ...types.flatMap(typeFaults)];
}

function fileFaults({ path, text }: ProtoFile): string[] {
  const folder = path.split('/').slice(0, -1).join('.');
  return [
    ...(text.startsWith('syntax = "proto3";\n') ? [] : [`proto/${path}: the first line must be syntax = "proto3";`]),
    ...(text.includes(`\npackage ${folder};\n`)
      ? []
      : [`proto/${path}: the package must be that of the folder, ${folder}`]),
    ...(/\.v[1-9][0-9]*$/.test(folder) ? [] : [`proto/${path}: the folder must end in a version, v1`]),
  ];
}

function typeFaults(type: ProtoType): string[] {
  const own = type.name.split('.').at(-1)!;
  const named = /^([A-Z][a-z0-9]*)+$/.test(own) ? [] : [`${type.name}: names of types are PascalCase`];
  return [...named, ...(type.kind === 'enum' ? enumFaults(type, own) : messageFaults(type))];
}

function messageFaults(type: ProtoType): string[] {
  return [...type.members.values()].flatMap((member) => [
    ...(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(member.name)
      ? []
      : [`${type.name}: field ${member.name} must be lower_snake_case`]),
    ...listFaults(type, member),
  ]);
}

/** What the codecs have no way to carry yet. Maps never will be: their order is free, so one record has many bytes. */
function listFaults({ name }: ProtoType, member: ProtoMember): string[] {
  if (member.type.startsWith('map<'))
    return [`${name}: ${member.name} is a map, which has no canonical bytes; use repeated messages with a key`];
  const listed = member.type.startsWith('repeated ') ? member.type.slice('repeated '.length) : undefined;
  if (listed === undefined || listed === 'double' || listed === 'string' || member.refersTo === 'message') return [];
  return [`${name}: ${member.name} is a list of ${listed}; src/wire-fault.ts must learn to check those first`];
}

function enumFaults(type: ProtoType, own: string): string[] {
  const prefix = `${own.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase()}_`;
  const zero = type.members.get(0)?.name;
  return [
    ...(zero === `${prefix}UNSPECIFIED` ? [] : [`${type.name}: 0 must be ${prefix}UNSPECIFIED, it is ${zero}`]),
    ...[...type.members.values()]
      .filter(({ name }) => !name.startsWith(prefix) || !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name))
      .map(({ name }) => `${type.name}: value ${name} must begin with ${prefix}`),
  ];
}
