import { InvalidProblem } from '../failure.ts';
import type { Event, EventRecord } from '../event.ts';
import type { DensePolynomial } from './dense-polynomial.ts';
import { findRoot } from './root.ts';
import type { Memory, StepState } from './step-state.ts';

interface Crossing {
  readonly index: number;
  readonly t: number;
}

/** Looks for crossings of the event functions inside each accepted step. Allocates only when one is found. */
export class EventWatch<P> {
  /** What happened in the last step. */
  readonly found: EventRecord[] = [];
  /** The last step was cut at an event that stops or acts. */
  terminal = false;
  /** Index of an event whose g was NaN, or −1. */
  failed = -1;
  /** Effects in a row that follow each other within 1e-10 of t. */
  private crowded = 0;
  private lastCut = Infinity;
  private readonly events: readonly Event<P>[];
  private readonly state: StepState<P>;
  private readonly dense: DensePolynomial;
  private readonly samples: number;
  private readonly yAt: Float64Array;
  /** Last known sign of each g; 0 until it has left zero. */
  private readonly sign: Float64Array;
  private readonly count: Float64Array;
  /** g at the samples of this step, event by event. */
  private readonly values: Float64Array;
  private readonly times: Float64Array;

  constructor(events: readonly Event<P>[], state: StepState<P>, dense: DensePolynomial, samples: number) {
    events.forEach(({ terminal, direction = 0 }, i) => {
      if (typeof terminal === 'number' && !(Number.isInteger(terminal) && terminal >= 1))
        throw new InvalidProblem(`events[${i}].terminal`, `must be true or a whole number ≥ 1, is ${terminal}`);
      if (![-1, 0, 1].includes(direction))
        throw new InvalidProblem(`events[${i}].direction`, `must be −1, 0 or 1, is ${direction}`);
    });
    this.events = events;
    this.state = state;
    this.dense = dense;
    this.samples = samples;
    this.yAt = new Float64Array(state.n);
    this.sign = new Float64Array(events.length);
    this.count = new Float64Array(events.length);
    this.values = new Float64Array(events.length * (samples + 1));
    this.times = new Float64Array(samples + 1);
  }

  /** Effects come faster than t can resolve: they accumulate, or undo each other. */
  get accumulates(): boolean {
    return this.crowded >= 10;
  }

  /** Signs at a new start. An event that has just acted must leave zero before it counts again. */
  begin(): void {
    const { state } = this;
    this.events.forEach((event, i) => {
      const g = event.g(state.t, state.y, state.params);
      if (Number.isNaN(g)) this.failed = i;
      this.sign[i] = Math.sign(g);
    });
  }

  /**
   * Searches the last step; `dense` must be filled. Where an event stops or acts, cuts the step there: state.t, state.y
   * and dense.end move back to it, and effects are applied. True when it was cut.
   */
  scan(): boolean {
    this.found.length = 0;
    this.terminal = false;
    this.sample();
    this.seeHowTheyLeaveZero();
    if (this.failed >= 0) return false;
    for (let part = 1; part <= this.samples; part++) {
      const crossings = this.crossingsOf(part);
      if (crossings.length > 0 && this.pass(crossings)) return true;
    }
    return false;
  }

  private sample(): void {
    const { state, dense, samples, values, times, yAt } = this;
    for (let s = 0; s <= samples; s++) {
      const t = s === samples ? state.t : state.tOld + (s / samples) * (state.t - state.tOld);
      times[s] = t;
      if (s === samples) yAt.set(state.y);
      else if (s === 0) yAt.set(state.yOld);
      else dense.at(t, yAt);
      for (let i = 0; i < this.events.length; i++) {
        const g = this.events[i]!.g(t, yAt, state.params);
        if (Number.isNaN(g)) this.failed = i;
        values[i * (samples + 1) + s] = g;
      }
    }
  }

  /** An event that starts at zero, or has just acted, takes the sign it has a millionth of the step later. */
  private seeHowTheyLeaveZero(): void {
    const { state, sign } = this;
    for (let i = 0; i < sign.length; i++)
      for (let part = 1e-6; sign[i] === 0 && part < 1e-2; part *= 1e3)
        sign[i] = Math.sign(this.g(i, state.tOld + part * (state.t - state.tOld)));
  }

  private g(index: number, t: number): number {
    const { state } = this;
    return this.events[index]!.g(t, t === state.t ? state.y : this.dense.at(t, this.yAt), state.params);
  }

  /** Crossings in one part of the step, in order of time. */
  private crossingsOf(part: number): Crossing[] {
    const found: Crossing[] = [];
    for (let i = 0; i < this.events.length; i++) {
      const a = this.times[part - 1]!;
      const b = this.times[part]!;
      const gb = this.values[i * (this.samples + 1) + part]!;
      if (this.sign[i] === 0) this.sign[i] = Math.sign(gb);
      else if (gb === 0 || Math.sign(gb) !== this.sign[i]) this.cross(i, a, b, found);
      else {
        const between = this.dip(i, part);
        if (!Number.isNaN(between)) {
          this.cross(i, a, between, found);
          this.cross(i, between, b, found);
        }
      }
    }
    return found.sort((p, q) => this.state.direction * (p.t - q.t) || p.index - q.index);
  }

  /** Notes that g changes sign between a and b; keeps it when its direction is asked for. */
  private cross(i: number, a: number, b: number, found: Crossing[]): void {
    const rising = this.sign[i]! < 0 ? 1 : -1;
    this.sign[i] = rising;
    const wanted = this.events[i]!.direction ?? 0;
    if (wanted !== 0 && wanted !== rising) return;
    found.push({ index: i, t: findRoot((t) => this.g(i, t), a, b, -rising) });
  }

  /**
   * A time within the part at which g has the other sign, though it has the same at both ends; NaN when none is seen.
   * The parabola through three samples tells where to look, golden section looks.
   */
  private dip(i: number, part: number): number {
    const { samples, times, values } = this;
    if (samples < 2) return Number.NaN;
    const row = i * (samples + 1);
    const middle = part === samples ? part - 1 : part;
    const sign = this.sign[i]!;
    const a = sign * values[row + middle - 1]!;
    const b = sign * values[row + middle]!;
    const c = sign * values[row + middle + 1]!;
    const bend = a - 2 * b + c;
    if (!(bend > 0)) return Number.NaN;
    const vertex = middle + (a - c) / (2 * bend); // in samples
    const lowest = b - ((c - a) * (c - a)) / (8 * bend);
    if (vertex < part - 1.5 || vertex > part + 0.5 || lowest > 0.3 * Math.min(a, b, c)) return Number.NaN;
    return this.lookFor(i, sign, times[part - 1]!, times[part]!);
  }

  private lookFor(i: number, sign: number, from: number, to: number): number {
    let a = from;
    let b = to;
    let p = b - GOLDEN * (b - a);
    let q = a + GOLDEN * (b - a);
    let gp = sign * this.g(i, p);
    let gq = sign * this.g(i, q);
    for (let tries = 0; tries < 40; tries++) {
      if (gp < 0) return p;
      if (gq < 0) return q;
      if (gp < gq) {
        b = q;
        q = p;
        gq = gp;
        p = b - GOLDEN * (b - a);
        gp = sign * this.g(i, p);
      } else {
        a = p;
        p = q;
        gp = gq;
        q = a + GOLDEN * (b - a);
        gq = sign * this.g(i, q);
      }
    }
    return Number.NaN;
  }

  /** Records crossings up to the first that stops or acts, and those at the same time with it. True when one did. */
  private pass(crossings: readonly Crossing[]): boolean {
    const { state, dense } = this;
    const stop = this.firstStop(crossings);
    for (const { index, t } of crossings) {
      if (stop !== undefined && state.direction * (t - stop.t) > 0) break;
      this.count[index]!++;
      this.found.push({ index, t, y: t === state.t ? state.y.slice() : dense.at(t, new Float64Array(state.n)) });
    }
    if (stop === undefined) return false;
    if (stop.t !== state.t) state.y.set(dense.at(stop.t, this.yAt));
    state.t = stop.t;
    dense.end = stop.t;
    this.holdBack();
    const together = crossings.filter(({ t }) => t === stop.t);
    this.terminal = together.some(({ index }) => this.isTerminal(index, this.count[index]!));
    for (const { index } of together) this.events[index]!.effect?.(state.t, state.y, state.params);
    this.begin();
    for (const { index } of together) this.sign[index] = 0;
    return true;
  }

  /** Effects may come ever faster, as the bounces of a ball: the next step is at most ten times the last interval. */
  private holdBack(): void {
    const { state } = this;
    const interval = Math.abs(state.t - this.lastCut);
    this.lastCut = state.t;
    this.crowded = interval <= 1e-10 * Math.abs(state.t) ? this.crowded + 1 : 0;
    if (interval > 0 && Math.abs(state.hNext) > 10 * interval) state.hNext = state.direction * 10 * interval;
  }

  private firstStop(crossings: readonly Crossing[]): Crossing | undefined {
    const count = this.count.slice();
    return crossings.find(({ index }) => {
      count[index]!++;
      return this.events[index]!.effect !== undefined || this.isTerminal(index, count[index]!);
    });
  }

  private isTerminal(index: number, count: number): boolean {
    const { terminal } = this.events[index]!;
    return terminal === true || (typeof terminal === 'number' && count >= terminal);
  }

  remember(memory: Memory): void {
    this.lastCut = memory.number(this.lastCut);
    this.crowded = memory.number(this.crowded);
    memory.array(this.sign);
    memory.array(this.count);
  }
}

const GOLDEN = 0.6180339887498949;
