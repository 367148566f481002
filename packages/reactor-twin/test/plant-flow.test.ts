import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExtendedKalmanFilter, PlantFlow, type Integration } from '../src/index.ts';
import { VariationalFlow } from '../src/estimator/variational-flow.ts';
import { nominalParameters } from '../src/model/plant-model.ts';
import { filterOptions, model } from './faulty-reactor.ts';

const methods = [
  { method: 'dopri5' },
  { method: 'tsit5' },
  { method: 'bs3' },
  { method: 'dop853' },
  { method: 'radau5' },
  { method: 'rodas4' },
  { method: 'auto' },
  { method: 'rk4', stepMin: 0.01 },
] as const satisfies readonly Integration[];

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const interval = fc.tuple(number(0.01, 0.99), number(300, 420), number(290, 310), number(0.001, 0.5));
const sensitive = { parameters: [6], inputs: [3] };

describe.each(methods)('an interval by $method', (integration) => {
  it('depends on nothing that came before it, to the bit', () => {
    const used = new PlantFlow(model, nominalParameters(model), integration);
    const usedToo = new VariationalFlow(model, nominalParameters(model), sensitive, integration);
    fc.assert(
      fc.property(interval, ([ca, t, Tc, minutes]) => {
        const u = Float64Array.of(Tc, 100, 350, 1);
        const fresh = new PlantFlow(model, nominalParameters(model), integration);
        const [x, y] = [Float64Array.of(ca, t), Float64Array.of(ca, t)];
        expect(used.advance(x, u, minutes)).toBe(fresh.advance(y, u, minutes));
        expect([...x]).toStrictEqual([...y]);
        const freshToo = new VariationalFlow(model, nominalParameters(model), sensitive, integration);
        usedToo.advance(Float64Array.of(ca, t), u, minutes);
        freshToo.advance(Float64Array.of(ca, t), u, minutes);
        expect([...usedToo.result]).toStrictEqual([...freshToo.result]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('sensitivities', () => {
  it('are what differences of the flow give: to states, a parameter as a factor, and an input', () => {
    fc.assert(
      fc.property(interval, ([ca, t, Tc, minutes]) => {
        const u = Float64Array.of(Tc, 100, 350, 1);
        const variational = new VariationalFlow(model, nominalParameters(model), sensitive, { tolerance: 1e-10 });
        variational.advance(Float64Array.of(ca, t), u, minutes);
        const flow = new PlantFlow(model, nominalParameters(model), { method: 'dop853', tolerance: 1e-12 });
        const end = (dCa: number, dT: number, factor: number, dCaf: number) => {
          const x = Float64Array.of(ca + dCa, t + dT);
          flow.p[6] = 5e4 * (1 + factor);
          flow.advance(x, Float64Array.of(Tc, 100, 350, 1 + dCaf), minutes);
          return x;
        };
        const moves: [number, number, number, number][] = [
          [1e-5, 0, 0, 0],
          [0, 1e-3, 0, 0],
          [0, 0, 1e-4, 0],
          [0, 0, 0, 1e-4],
        ];
        moves.forEach((move, column) => {
          const size = Math.max(...move);
          const ahead = end(...move);
          const behind = end(...(move.map((part) => -part) as typeof move));
          const exact = variational.result.subarray(2 * (1 + column), 2 * (2 + column));
          const largest = Math.max(Math.abs(exact[0]!), Math.abs(exact[1]!) / 350, 1e-6);
          for (const [i, scale] of [1, 350].entries())
            expect(Math.abs((ahead[i]! - behind[i]!) / (2 * size) - exact[i]!) / scale / largest).toBeLessThan(1e-3);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('methods', () => {
  it('for stiff plants give the filter the same estimate', () => {
    const filters = (['dopri5', 'radau5', 'rodas4', 'auto'] as const).map(
      (method) => new ExtendedKalmanFilter(model, { ...filterOptions, integration: { method } }),
    );
    const innovation = { innovation: 0, variance: 0, predicted: 0, used: true };
    for (const filter of filters)
      for (let i = 0; i < 50; i++) {
        filter.predict(Float64Array.of(300, 100, 350, 1), 0.1);
        filter.update(0, 320 + Math.sin(i), innovation);
      }
    for (const filter of filters.slice(1))
      filter.x.forEach((value, i) => expect(Math.abs(value / filters[0]!.x[i]! - 1)).toBeLessThan(1e-5));
  });
});
