/** Bytes that count how often one of them is looked at: the work of a decoder, whatever the machine. */
export interface CountedBytes {
  readonly bytes: Uint8Array;
  /** Bytes looked at, one by one or as a view handed to the platform's UTF-8 decoder. */
  readonly reads: () => number;
}

export function countedBytes(content: Uint8Array): CountedBytes {
  let reads = 0;
  const bytes = new Proxy(content, {
    get(target, property) {
      if (typeof property === 'string' && /^[0-9]+$/.test(property)) {
        reads++;
        return target[Number(property)];
      }
      if (property !== 'subarray') return Reflect.get(target, property, target) as unknown;
      return (start: number, end: number) => {
        const view = target.subarray(start, end);
        reads += view.length;
        return view;
      };
    },
  });
  return { bytes, reads: () => reads };
}
