import { ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { crc32 } from 'node:zlib';
import { peerEncode, peerType } from './peer.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the peer makes of a record of ours: the bytes ours must be. */
export function peerBytesOf(messageType: string, record: object): Uint8Array {
  if (messageType === 'twin.v1.Checkpoint') {
    const content = peerBytesOf('twin.v1.CheckpointContent', record);
    return peerEncode(messageType, { version: 1, content, crc32: crc32(content) });
  }
  return peerEncode(messageType, peerFields(peerType(messageType), record as Fields));
}

/** Words → numbers of enums, numbers → BigInt where the peer wants it, the one document → its oneof. */
function peerFields(type: DescMessage, record: Fields): Fields {
  const own = type.fields.filter(({ oneof }) => oneof === undefined);
  const fields = own.map((field) => [field.localName, peerValue(field, record[field.localName])]);
  return { ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)), ...peerDocument(record) };
}

function peerValue(field: DescField, value: unknown): unknown {
  if (value === undefined) return undefined;
  switch (field.fieldKind) {
    case 'message':
      return peerFields(field.message, value as Fields);
    case 'enum':
      return peerNumber(field, value as string);
    case 'list':
      if (field.listKind !== 'message') return value;
      return (value as Fields[]).map((entry) => peerFields(field.message, entry));
    case 'scalar':
      return field.scalar === ScalarType.INT64 || field.scalar === ScalarType.UINT64 ? BigInt(value as number) : value;
    case 'map':
      throw new Error('there are no maps in proto/');
  }
}

/** `bad-quality` → the number of `SIGNAL_FAULT_BAD_QUALITY`, by name alone. */
function peerNumber(field: DescField & { readonly fieldKind: 'enum' }, word: string): number {
  const prefix = field.enum.typeName
    .split('.')
    .at(-1)!
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toUpperCase();
  const name = `${prefix}_${word.replaceAll('-', '_').toUpperCase()}`;
  const found = field.enum.values.find((value) => value.name === name);
  if (found === undefined) throw new Error(`proto/ has no ${name}`);
  return found.number;
}

function peerDocument({ document }: Fields): Fields {
  if (document === undefined) return {};
  const { json, object } = document as { readonly json?: string; readonly object?: string };
  return json === undefined
    ? { document: { case: 'documentObject', value: object } }
    : { document: { case: 'documentJson', value: json } };
}
