/** Right-hand side f of M y′ = f(t, y): writes every component of dy, keeps y as it is, allocates nothing. */
export type Rhs<P> = (t: number, y: Float64Array, dy: Float64Array, params: P) => void;

/** Jacobian ∂f/∂y: writes J, row-major n × n, J[i·n + j] = ∂fᵢ/∂yⱼ. J comes zeroed. */
export type Jac<P> = (t: number, y: Float64Array, J: Float64Array, params: P) => void;

/** ∂fᵢ/∂yⱼ is zero for j < i − lower and for j > i + upper. */
export interface Band {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The initial value problem
 *
 *     M y′ = f(t, y; params),   y(t0) = y0,   t from t0 to t1 (t1 < t0 integrates backward)
 *
 * M is the identity unless `mass` is given. With a singular M this is a differential–algebraic system; it must be of
 * index 1, and y0 must satisfy its algebraic equations.
 */
export interface OdeProblem<P = undefined> {
  readonly rhs: Rhs<P>;
  readonly jac?: Jac<P>;
  /** Constant mass matrix M, row-major n × n. Only the stiff methods take one. */
  readonly mass?: ArrayLike<number>;
  readonly params: P;
  readonly y0: ArrayLike<number>;
  readonly tspan: readonly [t0: number, t1: number];
  /**
   * Times at which f jumps. Steps land exactly on them and start anew behind; stages of a step that ends on one see
   * times before it, so `t < jump ? before : after` in f means what it says.
   */
  readonly discontinuities?: ArrayLike<number>;
  /** False where f must not be trusted: a step that ends there is refused and made shorter. */
  readonly inDomain?: (y: Float64Array) => boolean;
  /** Where the Jacobian can be non-zero: a band, or row-major n × n flags. Saves evaluations of f, a band also work in LU. */
  readonly sparsity?: Band | ArrayLike<number>;
}
