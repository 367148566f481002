declare module 'ode45-cash-karp' {
  interface Integrator {
    t: number;
    dt: number;
    readonly y: Float64Array;
    steps(count: number, tLimit: number): boolean;
  }
  export default function ode45(
    y0: Float64Array,
    derivative: (dy: Float64Array, y: Float64Array, t: number) => void,
    t0: number,
    dt0: number,
    options: { tol: number; verbose: boolean },
  ): Integrator;
}
