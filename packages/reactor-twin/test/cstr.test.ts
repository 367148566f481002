import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkModel,
  coolantFlowCstr,
  createReactorModel,
  InvalidCstr,
  jacketedCstr,
  PlantFlow,
  twoTanks,
  type CstrInputs,
  type PlantModel,
} from '../src/index.ts';
import { differences } from '../src/model/jacobians.ts';
import { nominalInputs, nominalParameters } from '../src/model/plant-model.ts';
import { readCsv } from './read-csv.ts';

const model = jacketedCstr();

describe('the equations', () => {
  /** Worst disagreement with differences, relative to the largest entry of the row. */
  function worstError(plant: PlantModel, x: Float64Array, u: Float64Array): number {
    const p = nominalParameters(plant);
    const n = x.length;
    let worst = 0;
    for (const [along, columns, own] of [
      ['x', n, plant.jacobian?.bind(plant)],
      ['u', u.length, plant.inputJacobian?.bind(plant)],
      ['p', p.length, plant.parameterJacobian?.bind(plant)],
    ] as const) {
      if (own === undefined) continue;
      const exact = new Float64Array(n * columns);
      const approximate = new Float64Array(n * columns);
      own(x, u, p, exact);
      differences(plant, along)(x, u, p, approximate);
      const scale = along === 'p' ? p : along === 'u' ? u : x;
      for (let i = 0; i < n; i++) {
        const size = (j: number) => Math.abs(exact[i * columns + j]! * scale[j]!);
        const largest = Math.max(...Array.from(scale, (_, j) => size(j)));
        for (let j = 0; j < columns; j++) {
          const off = Math.abs(exact[i * columns + j]! - approximate[i * columns + j]!) * Math.abs(scale[j]!);
          if (largest > 0) worst = Math.max(worst, off / largest);
        }
      }
    }
    return worst;
  }

  it('have the Jacobians that differences give, to 1e-7', () => {
    const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(within(0.001, 1), within(280, 500), within(280, 320), within(50, 150), (Ca, T, Tc, q) => {
        expect(worstError(model, Float64Array.of(Ca, T), Float64Array.of(Tc, q, 350, 1))).toBeLessThan(1e-7);
        expect(worstError(coolantFlowCstr(), Float64Array.of(Ca, T), Float64Array.of(q))).toBeLessThan(1e-7);
      }),
      { numRuns: 300 },
    );
  });

  it('rest at the operating point of the book', () => {
    const dx = new Float64Array(2);
    model.derivatives(
      Float64Array.of(0.8772529460809674, 324.475443431599),
      nominalInputs(model),
      nominalParameters(model),
      dx,
    );
    expect(Math.abs(dx[0]!)).toBeLessThan(1e-14);
    expect(Math.abs(dx[1]!)).toBeLessThan(1e-11);
  });

  it.each([
    's04_Tc_step_300_310_290',
    's05_Tc305_limit_cycle',
    's07_q_step',
    's09_Caf_step',
    's13_cooling_failure',
    's11_all_inputs_random_hold_2min',
  ])('follow the reference trajectory %s', (name) => {
    const { Tc, q, Tf, Caf, Ca, T } = readCsv(`cstr/${name}.csv`);
    const flow = new PlantFlow(model, nominalParameters(model), { method: 'dop853', tolerance: 1e-11 });
    const reactor = createReactorModel();
    reactor.reset({ temperatureK: T![0]!, concentrationMolPerL: Ca![0]! });
    const x = Float64Array.of(Ca![0]!, T![0]!);
    let exact = 0;
    let stepped = 0;
    for (let i = 0; i + 1 < T!.length; i++) {
      const inputs = { Tc: Tc![i]!, q: q![i]!, Tf: Tf![i]!, Caf: Caf![i]! };
      flow.advance(x, Float64Array.of(inputs.Tc, inputs.q, inputs.Tf, inputs.Caf), 0.1);
      const state = reactor.solveStep(inputs);
      const off = (ca: number, t: number) => Math.max(Math.abs(ca - Ca![i + 1]!), Math.abs(t - T![i + 1]!) / 350);
      exact = Math.max(exact, off(x[0]!, x[1]!));
      stepped = Math.max(stepped, off(state.concentrationMolPerL, state.temperatureK));
    }
    expect(exact).toBeLessThan(1e-9);
    expect(stepped).toBeLessThan(1e-5); // what is asked of solveStep through ignition
  });
});

describe('createReactorModel', () => {
  it('keeps its state and its inputs from call to call', () => {
    const reactor = createReactorModel();
    const first = reactor.solveStep({ Tc: 305 });
    const second = reactor.solveStep(); // 305 K still
    const other = createReactorModel();
    expect(other.solveStep({ Tc: 305 })).toStrictEqual(first);
    expect(other.solveStep({ Tc: 305 })).toStrictEqual(second);
    expect(reactor.timeMin).toBeCloseTo(0.2, 12);
  });

  it('works no more than it must: a dozen evaluations a call at rest, some dozens at the ignition', () => {
    const { Tc, Ca, T } = readCsv('cstr/s04_Tc_step_300_310_290.csv');
    const flow = new PlantFlow(model, nominalParameters(model), { tolerance: 1e-8 });
    const x = Float64Array.of(Ca![0]!, T![0]!);
    const work: number[] = [];
    for (let i = 0; i + 1 < Tc!.length; i++) {
      const before = flow.stats.rhs;
      flow.advance(x, Float64Array.of(Tc![i]!, 100, 350, 1), 0.1);
      work.push(flow.stats.rhs - before);
    }
    work.sort((a, b) => a - b);
    expect(work[0]).toBeLessThanOrEqual(14);
    expect(work[work.length >> 1]).toBeLessThanOrEqual(20);
    expect(work.at(-1)).toBeLessThanOrEqual(600);
  });

  it('follows an oscillation for a day in one call', () => {
    const once = createReactorModel().solveStep({ Tc: 304 }, 1_440);
    expect(once.temperatureK).toBeGreaterThan(300);
    const often = createReactorModel();
    for (let hour = 0; hour < 24; hour++) often.solveStep({ Tc: 304 }, 60);
    expect(Math.abs(often.state.temperatureK - once.temperatureK)).toBeLessThan(0.01);
  });

  it('rests where it was told to when nothing changes', () => {
    const state = createReactorModel().solveStep({}, 60);
    expect(state.temperatureK).toBeCloseTo(324.475443431599, 6);
  });

  it.each<[string, object, string]>([
    ['an unknown input', { tc: 300 }, 'tc'],
    ['NaN', { Tc: Number.NaN }, 'Tc'],
    ['infinity', { q: Infinity }, 'q'],
    ['text', { Tf: '350' }, 'Tf'],
    ['a negative flow', { q: -1 }, 'q'],
  ])('refuses %s and stays where it was', (_what, inputs, field) => {
    const reactor = createReactorModel();
    const before = reactor.state;
    expect(() => reactor.solveStep(inputs as Partial<CstrInputs>)).toThrow(InvalidCstr);
    expect(() => reactor.solveStep(inputs as Partial<CstrInputs>)).toThrow(field);
    expect(reactor.state).toStrictEqual(before);
  });

  it('refuses parameters outside their range and times that are none', () => {
    expect(() => createReactorModel({ volumeL: 0 })).toThrow('volumeL');
    expect(() => createReactorModel().solveStep({}, -1)).toThrow(RangeError);
    expect(() => createReactorModel().solveStep({}, Number.NaN)).toThrow(RangeError);
    expect(() => createReactorModel().reset({ temperatureK: Number.NaN, concentrationMolPerL: 1 })).toThrow(RangeError);
  });
});

describe('a plant model', () => {
  it.each([model, coolantFlowCstr(), twoTanks()])('is sound: $name', (plant) => {
    expect(() => checkModel(plant)).not.toThrow();
  });

  it.each<[string, Partial<PlantModel>, string]>([
    ['no states', { states: [] }, 'no states'],
    ['a name twice', { inputs: [...model.inputs, model.inputs[0]!] }, 'named twice'],
    ['a start out of range', { states: [{ ...model.states[0]!, initial: -1 }, model.states[1]!] }, 'outside'],
    ['a scale of zero', { states: [{ ...model.states[0]!, scale: 0 }, model.states[1]!] }, 'scale'],
    ['a sensor of nothing', { sensors: [{ ...model.sensors[0]!, state: 'p' }] }, 'unknown'],
    ['a sensor without noise', { sensors: [{ ...model.sensors[0]!, noiseStd: 0 }] }, 'noiseStd'],
    ['a fault of nothing', { faults: [{ ...model.faults![0]!, changes: 'x' }] }, 'unknown'],
  ])('with %s is refused', (_what, change, message) => {
    expect(() => checkModel({ ...model, ...change })).toThrow(message);
  });
});
