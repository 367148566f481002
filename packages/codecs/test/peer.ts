import {
  create,
  createFileRegistry,
  fromBinary,
  fromJson,
  toBinary,
  type DescMessage,
  type DescEnum,
  type Message,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema, type FileDescriptorSet } from '@bufbuild/protobuf/wkt';
import protobuf from 'protobufjs';
import 'protobufjs/ext/descriptor.js';
import { protoFields } from '../src/gen/fields.ts';
import { protoFiles } from '../scripts/proto-files.ts';

/**
 * A peer that shares nothing with us but proto/: @bufbuild/protobuf, whose reader and writer owe nothing to protobufjs. The
 * tests hold our bytes against its bytes, the bench our speed against its speed.
 */
const registry = createFileRegistry(descriptorSet());

/** proto/ as protoc would hand it to a plugin. */
function descriptorSet(): FileDescriptorSet {
  const root = new protobuf.Root();
  for (const { text } of protoFiles()) protobuf.parse(text, root, { keepCase: true });
  root.resolveAll();
  // By way of JSON: protobufjs writes more slowly for the rest of a process that has once written a descriptor.
  const set = fromJson(FileDescriptorSetSchema, root.toDescriptor('proto3').toJSON());
  // protobufjs names a type as the file does; protoc names it from the root.
  for (const { package: name, messageType } of set.file)
    for (const field of messageType.flatMap((type) => type.field))
      if (field.typeName !== '' && !field.typeName.startsWith('.')) field.typeName = `.${name}.${field.typeName}`;
  return set;
}

export function peerType(messageType: string): DescMessage {
  const found = registry.getMessage(messageType);
  if (found === undefined) throw new Error(`proto/ has no ${messageType}`);
  return found;
}

export function peerEnums(): DescEnum[] {
  return [...registry].filter((type) => type.kind === 'enum');
}

export function peerEncode(messageType: string, fields: object): Uint8Array {
  const schema = peerType(messageType);
  return toBinary(schema, create(schema, fields as never));
}

export function peerDecode(messageType: string, bytes: Uint8Array): Message & Record<string, unknown> {
  return fromBinary(peerType(messageType), bytes) as Message & Record<string, unknown>;
}

/**
 * Does a known field come in another wire type than it has? The encoding calls that a field unknown, to be skipped; this
 * peer reads it as if it were right, or throws. `bytes` must be well-formed.
 */
export function peerMisreads(messageType: string, bytes: Uint8Array): boolean {
  return oddWire(messageType, protobuf.Reader.create(bytes), bytes.length);
}

function oddWire(messageType: string, reader: protobuf.Reader, end: number): boolean {
  const fields = protoFields[messageType]!;
  while (reader.pos < end) {
    const tag = reader.tag();
    const type = fields[tag >>> 3]?.[1];
    if (type !== undefined && !wiresOf(type).includes(tag & 7)) return true;
    const inner = type?.replace('repeated ', '') ?? '';
    if (!(inner in protoFields)) reader.skipType(tag & 7, undefined, tag >>> 3);
    else if (oddWire(inner, reader, reader.size() + reader.pos)) return true;
  }
  return false;
}

function wiresOf(type: string): readonly number[] {
  if (type === 'double') return [1];
  if (type === 'repeated double') return [1, 2];
  if (type === 'fixed32') return [5];
  return /int32|int64|bool|enum/.test(type) ? [0] : [2];
}
