import { describe, expect, it } from 'vitest';
import { sensitivities, solve } from '../src/index.ts';
import { problems, type TestProblem } from './problems.ts';
import { atolOf, isMeantFor, run, table, tolerances, type Row } from './work-precision.ts';

/**
 * Problems that are allowed more than ten tolerances at the end, and why. κ is measured: by how much the problem itself
 * makes an error of one tolerance in y0 grow until the end, in tolerances.
 */
const sensitive: Readonly<Record<string, string>> = {
  lorenz_t10: 'chaotic',
  arenstorf: 'passes close to a body',
  'kepler_e0.6': 'phase errors grow along the orbit',
  pleiades: 'close encounters',
  pendulum_index1: 'the hidden constraints drift: errors grow along the orbit',
};
const excused: Readonly<Record<string, string>> = {
  'e5 radau5': 'rounding in y₂ − y₃ limits double precision to about 1e-5, relative',
  'e5 rodas4': 'rounding in y₂ − y₃ limits double precision to about 1e-5, relative',
  'e5 auto': 'rounding in y₂ − y₃ limits double precision to about 1e-5, relative',
  'prothero_robinson_1e6 radau5':
    'order reduction at hλ = −1e6, which the filtered error estimate does not see; 17 steps in all',
};

/** κ = maxᵢ Σⱼ |∂yᵢ/∂y0ⱼ| tolⱼ / tolᵢ. */
function amplification(test: TestProblem): number {
  const { problem, yEnd } = test;
  const rtol = 1e-6;
  const atol = atolOf(test, rtol);
  const end = problem.tspan[1];
  const { s, n } = sensitivities(problem, 'y0', { rtol: 1e-7, atol: 1e-9, saveAt: [end], method: 'dop853' });
  const tolerance = (y: number, i: number): number => atol[i]! + rtol * Math.abs(y);
  return Math.max(
    ...yEnd.map((y, i) => {
      const growth = Array.from(problem.y0, (y0, j) => Math.abs(s[i * n + j]!) * tolerance(y0, j));
      return growth.reduce((sum, x) => sum + x, 0) / tolerance(y, i);
    }),
  );
}

const rows = table();
const kappa = new Map(
  problems
    .filter(({ name, kind }) => name in sensitive && kind === 'nonstiff' && name !== 'lorenz_t10')
    .map((p) => [p.name, amplification(p)]),
);

function markdown(): string {
  const two = (x: number): string => (x >= 1e4 || x < 1e-3 ? x.toExponential(1) : x.toPrecision(2));
  const cell = (row: Row | undefined): string => {
    if (row === undefined) return '–';
    const { stats, ok } = row.solution;
    return ok ? `${two(row.error)} · ${stats.steps} · ${stats.rhs}` : row.solution.status;
  };
  const lines = problems.flatMap(({ name }) => {
    const own = rows.filter((row) => row.problem === name);
    return [...new Set(own.map(({ method }) => method))].map((method) => {
      const cells = tolerances.map((rtol) => cell(own.find((row) => row.method === method && row.rtol === rtol)));
      return `| ${name} | ${method} | ${cells.join(' | ')} |`;
    });
  });
  const reasons = [
    ...Object.entries(sensitive).map(([name, why]) => {
      const k = kappa.get(name);
      return `- ${name}: ${why}${k === undefined ? '' : ` (κ = ${two(k)}: one tolerance in y0 becomes so many at the end)`}`;
    }),
    ...Object.entries(excused).map(([name, why]) => `- ${name}: ${why}`),
  ];
  return `# Work and precision of @twin/ode-solver

Written by the tests (\`packages/ode-solver/test/reference.test.ts\`), which fail when a number changes. Each cell: error at the end in
tolerances, the largest |error| / (atol + rtol |y|) · accepted steps · evaluations of f. Reference values and their origin are in
\`packages/ode-solver/test/reference\`; atol is rtol times the smallest size that matters of each component (\`floor\` in \`test/problems.ts\`).

rtol bounds the error of one step, not of the whole: read here what that comes to.

| problem | method | rtol 1e-4 | 1e-6 | 1e-8 | 1e-10 |
|---|---|---|---|---|---|
${lines.join('\n')}

More than 10 tolerances, and why:

${reasons.join('\n')}
`;
}

describe('every reference problem by every method meant for it', () => {
  it.each(rows)('$problem by $method at rtol $rtol', ({ problem, method, error, solution }) => {
    expect(solution.message).toBe('');
    expect(solution.status).toBe('done');
    expect(Number.isFinite(error)).toBe(true);
    if (`${problem} ${method}` in excused) return;
    if (problem in sensitive) expect(error).toBeLessThan(10 * Math.max(100, kappa.get(problem) ?? 0));
    else expect(error).toBeLessThan(10);
  });

  it('is published, with its work', async () => {
    await expect(markdown()).toMatchFileSnapshot('../../../docs/ode-work-precision.md');
  });
});

describe('times between', () => {
  const withTimes = problems
    .map((test) => ({ ...test, yAt: test.yAt.filter(({ t }) => t < test.problem.tspan[1]) }))
    .filter(({ yAt }) => yAt.length > 0);
  const cases = withTimes.flatMap((test) =>
    (['tsit5', 'dop853', 'radau5', 'rodas4', 'auto'] as const)
      .filter((method) => isMeantFor(method, test.kind, 1e-8))
      .map((method) => ({ name: test.name, method, test })),
  );

  it.each(cases)('$name by dense output of $method', ({ method, test }) => {
    const rtol = 1e-8;
    const atol = atolOf(test, rtol);
    const saveAt = test.yAt.map(({ t }) => t);
    const saved = solve(test.problem, { method, rtol, atol, saveAt });
    const dense = solve(test.problem, { method, rtol, atol });
    test.yAt.forEach(({ t, y }, k) => {
      const at = dense.at(t);
      y.forEach((value, i) => {
        const allowed = 2e3 * (atol[i]! + rtol * Math.abs(value));
        expect(Math.abs(at[i]! - value)).toBeLessThan(allowed);
        expect(saved.y[k * y.length + i]).toBe(at[i]);
      });
    });
  });
});

it('tightening rtol a hundredfold makes the error at least ten times smaller', () => {
  for (const name of ['brusselator', 'cstr_hot_start', 'pollution', 'chemical_akzo']) {
    const test = problems.find((p) => p.name === name)!;
    for (const method of ['auto', 'radau5', 'rodas4'] as const) {
      const absolute = (rtol: number): number => run(test, method, rtol).error * rtol;
      expect(absolute(1e-9)).toBeLessThan(absolute(1e-5) / 100);
    }
  }
});
