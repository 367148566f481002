import type { ProtoMember, ProtoType } from './proto-files.ts';

/** Message or enum → number → what stands there, for ever: `{ "historian.v1.SensorData": { "1": "string sensor_id" } }`. */
export type ProtoLock = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * What of `types` breaks a promise given in `lock`, one sentence a fault. Old bytes must mean the same to new
 * readers: a number keeps its name and type; what is given up stays reserved.
 */
export function brokenPromises(lock: ProtoLock, types: readonly ProtoType[]): string[] {
  const now = new Map(types.map((type) => [type.name, type]));
  return Object.entries(lock).flatMap(([name, members]) => {
    const type = now.get(name);
    if (type === undefined) return [`${name} is gone: others may still send it; keep it`];
    return Object.entries(members).flatMap(([number, was]) => brokenMember(type, Number(number), was));
  });
}

function brokenMember(type: ProtoType, number: number, was: string): string[] {
  const member = type.members.get(number);
  if (member !== undefined) {
    const is = entryOf(member);
    return is === was ? [] : [`${type.name}: ${number} was "${was}" and is now "${is}"; take a new number`];
  }
  const name = nameIn(was);
  const missing = [
    ...(type.reservedNumbers.some(([from, to]) => from <= number && number <= to) ? [] : [`reserved ${number};`]),
    ...(type.reservedNames.includes(name) ? [] : [`reserved "${name}";`]),
  ];
  return missing.length === 0 ? [] : [`${type.name}: "${was}" is gone; write ${missing.join(' and ')}`];
}

/** The lock with all that is new; nothing that was ever in it leaves it. */
export function extended(lock: ProtoLock, types: readonly ProtoType[]): ProtoLock {
  const names = [...new Set([...Object.keys(lock), ...types.map(({ name }) => name)])].toSorted();
  return Object.fromEntries(
    names.map((name) => {
      const now = [...(types.find((type) => type.name === name)?.members ?? [])];
      return [name, { ...lock[name], ...Object.fromEntries(now.map(([number, member]) => [number, entryOf(member)])) }];
    }),
  );
}

function entryOf({ type, name, oneOf }: ProtoMember): string {
  return `${type} ${name}${oneOf === undefined ? '' : ` in ${oneOf}`}`.trim();
}

function nameIn(entry: string): string {
  const words = entry.split(' in ')[0]!.split(' ');
  return words[words.length - 1]!;
}
