import type { ResolvedLine } from '@twin/line-engine';

/** What the line ships, as people call many of them: "pallets". */
export function finishedUnits({ stations, graph }: ResolvedLine): string {
  const shipping = stations.findLast((_, i) => graph.branches[i]!.length === 0) ?? stations.at(-1)!;
  const { outputType } = shipping;
  if (outputType === 'None') return 'units';
  const word = outputType.toLowerCase();
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
