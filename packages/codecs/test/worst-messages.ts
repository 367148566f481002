import { maxFields, maxMessageBytes } from '@twin/codecs';

type Bytes = readonly number[] | Uint8Array;

export function repeated(count: number, ...bytes: number[]): Uint8Array {
  return Uint8Array.from({ length: count * bytes.length }, (_, i) => bytes[i % bytes.length]!);
}

export function joined(...parts: readonly Bytes[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** The byte that opens a group and the one that ends it, for fields below 16. */
export const group = (field: number): number => field * 8 + 3;
export const endGroup = (field: number): number => field * 8 + 4;

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const behindLength = (tag: number, content: Uint8Array) => joined([tag], varint(content.length), content);

const MiB = maxMessageBytes;

/** As long as a message may be, or as full, and each as bad for a decoder as its kind can be. */
export const worstMessages: readonly (readonly [string, Uint8Array])[] = [
  ['text whose last byte is wrong', behindLength(0x0a, joined(repeated(MiB - 5, 0x41), [0xff]))],
  ['text of four-byte characters', behindLength(0x0a, repeated((MiB - 4) >> 2, 0xf0, 0x9f, 0x8f, 0xad))],
  ['text set and unset, over and over', repeated(MiB / 5 - 1, 0x0a, 0x01, 0x41, 0x0a, 0x00)],
  ['groups inside groups', repeated(MiB, group(9))],
  ['groups one after the other', repeated(MiB >> 1, group(9), endGroup(9))],
  ['one number after the other', repeated(MiB >> 1, 0x20, 0x01)],
  ['a number without end', repeated(MiB, 0x80)],
  [
    'unknown numbers of ten bytes',
    repeated(MiB / 11 - 1, 0x78, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01),
  ],
  ['empty messages, all there is room for', repeated(MiB >> 1, 0x72, 0x00)],
  ['empty causes, all that are read', joined([0x20, 1, 0x28, 1, 0x30, 1], repeated(maxFields - 3, 0x72, 0x00))],
  ['empty metrics, all that are read', joined([0x18, 1], repeated(maxFields - 1, 0x32, 0x00))],
  ['packed doubles', joined([0x18, 1], behindLength(0x32, behindLength(0x1a, new Uint8Array(MiB - 24))))],
];
