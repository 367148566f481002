import { exp2, log2 } from '../stepping/binary-logarithm.ts';
import { DensePolynomial } from '../stepping/dense-polynomial.ts';
import type { Memory, OneStepMethod, StepState, Verdict } from '../stepping/step-state.ts';
import { dormandPrince54 } from './dormand-prince-54.ts';
import { ExplicitRungeKutta } from './explicit-runge-kutta.ts';
import { Radau } from './radau.ts';

/** So many steps in a row before a change of method, either way. */
const PATIENCE = 15;

/**
 * Dormand–Prince while that is not held back by stability, Radau IIA while it would be. To stiff: |hλ| beyond the limit
 * below in fifteen steps (Hairer & Wanner II, IV.2). Back: h times the spectral radius of the Jacobian, by power iteration,
 * below 0.8 of the limit in fifteen steps. With a mass matrix it is Radau from the start.
 */
export class Auto<P> implements OneStepMethod {
  readonly dense: DensePolynomial;
  private readonly state: StepState<P>;
  private readonly explicit: ExplicitRungeKutta<P> | undefined;
  private readonly radau: Radau<P>;
  private stiff: boolean;
  private readonly limit: number;
  private easySteps = 0;
  private readonly vector: Float64Array;
  private readonly product: Float64Array;

  constructor(state: StepState<P>) {
    this.state = state;
    this.stiff = state.mass !== undefined;
    this.limit = stiffLimit(state.rtol);
    this.explicit = this.stiff ? undefined : new ExplicitRungeKutta(state, dormandPrince54, this.limit);
    this.radau = new Radau(state);
    this.dense = new DensePolynomial(state.n, 5);
    this.vector = new Float64Array(state.n).fill(1);
    this.product = new Float64Array(state.n);
  }

  get looksStiff(): boolean {
    return this.stiff;
  }

  begin(): boolean {
    if (this.explicit === undefined || this.stiff) return this.radau.begin();
    return this.explicit.begin();
  }

  proposeFirstStep(): void {
    if (this.explicit === undefined || this.stiff) this.radau.proposeFirstStep();
    else this.explicit.proposeFirstStep();
  }

  attempt(): Verdict {
    const { explicit } = this;
    if (explicit === undefined) return this.radau.attempt();
    if (!this.stiff && explicit.looksStiff) {
      this.stiff = true;
      this.radau.begin();
      this.change();
    } else if (this.stiff && this.easySteps >= PATIENCE) {
      this.stiff = false;
      explicit.forgetStiffness();
      explicit.begin();
      this.change();
    }
    return this.stiff ? this.radau.attempt() : explicit.attempt();
  }

  private change(): void {
    this.state.stats.switches++;
    this.easySteps = 0;
  }

  accept(): void {
    if (!this.stiff) {
      this.explicit!.accept();
      return;
    }
    this.radau.accept();
    if (this.explicit === undefined) return;
    const radius = this.radau.jacobian.spectralRadius(this.vector, this.product);
    if (Math.abs(this.state.hOld) * radius < 0.8 * this.limit) this.easySteps++;
    else this.easySteps = 0;
  }

  interpolate(): void {
    const source: OneStepMethod = this.stiff ? this.radau : this.explicit!;
    source.interpolate();
    this.dense.copy(source.dense);
  }

  remember(memory: Memory): void {
    this.stiff = memory.number(this.stiff ? 1 : 0) === 1;
    this.easySteps = memory.number(this.easySteps);
    memory.array(this.vector);
    this.explicit?.remember(memory);
    this.radau.remember(memory);
  }
}

/**
 * |hλ| from which a decaying mode holds the explicit method back. A mode it follows within rtol allows about
 * (1200 rtol)^(1/5); ten times that, but no more than stability nearly allows, and no less than pays for Newton iterations.
 */
function stiffLimit(rtol: number): number {
  return Math.max(1, Math.min(2.5, 10 * exp2(log2(1200 * rtol) / 5)));
}
