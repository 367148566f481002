/** Work done, counted exactly. Differences for a Jacobian are counted in `rhs` too. */
export interface Stats {
  /** Accepted steps. */
  steps: number;
  /** Steps refused: error too large, not finite, out of domain, or Newton without convergence. */
  rejected: number;
  /** Evaluations of f. */
  rhs: number;
  /** Jacobians formed. */
  jac: number;
  /** Matrices factored; a real and a complex one of Radau count as two. */
  lu: number;
  /** Right-hand sides solved for with factored matrices. */
  solves: number;
  /** Changes of method by `auto`. */
  switches: number;
  /** The last accepted step, signed. */
  hLast: number;
}

export function noWork(): Stats {
  return { steps: 0, rejected: 0, rhs: 0, jac: 0, lu: 0, solves: 0, switches: 0, hLast: 0 };
}
