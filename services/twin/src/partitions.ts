import { partitionOf as partitionOfKey } from '@twin/exactly-once';

/** Assets are shared out by their prefix into so many partitions. Fixed: instances that count otherwise refuse each other's bucket. */
export const partitionCount = 64;

/** The partition of an asset, from 0. Prefixes are ASCII. */
export function partitionOf(prefix: string): number {
  return partitionOfKey(prefix, partitionCount);
}
