import type { Band } from '../problem.ts';

/** Where the Jacobian and the mass matrix can be non-zero, as far as it saves work. */
export interface Structure {
  /** Bandwidths of M and J together, for LU. */
  readonly lower: number;
  readonly upper: number;
  /** Columns that share one difference: no two of a group touch the same row. */
  readonly groups: readonly (readonly number[])[];
  /** Rows each column can touch. */
  readonly rowsOf: readonly (readonly number[])[];
}

/** Greedy colouring of columns in their order: Curtis, Powell & Reid, IMA J. Appl. Math. 13 (1974) 117–119. */
export function structureOf(
  n: number,
  sparsity: Band | ArrayLike<number> | undefined,
  mass: Float64Array | undefined,
): Structure {
  const touches = (i: number, j: number): boolean => {
    if (sparsity === undefined) return true;
    if ('lower' in sparsity) return i - j <= sparsity.lower && j - i <= sparsity.upper;
    return sparsity[i * n + j] !== 0;
  };
  const all = Array.from({ length: n }, (_, i) => i);
  const rowsOf = all.map((j) => all.filter((i) => touches(i, j)));
  let lower = 0;
  let upper = 0;
  for (const j of all)
    for (const i of all)
      if (touches(i, j) || (mass !== undefined && mass[i * n + j] !== 0)) {
        lower = Math.max(lower, i - j);
        upper = Math.max(upper, j - i);
      }
  return { lower, upper, groups: colour(rowsOf, n), rowsOf };
}

function colour(rowsOf: readonly (readonly number[])[], n: number): number[][] {
  const groups: number[][] = [];
  const taken: Uint8Array[] = [];
  rowsOf.forEach((rows, j) => {
    let g = taken.findIndex((used) => rows.every((i) => used[i] === 0));
    if (g < 0) {
      g = groups.push([]) - 1;
      taken.push(new Uint8Array(n));
    }
    groups[g]!.push(j);
    for (const i of rows) taken[g]![i] = 1;
  });
  return groups;
}
