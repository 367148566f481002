import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { file, scenarioRunner, scenarios } from './command-line.ts';
import { folder, baseline, few, refused } from './refused.ts';

describe('sweep', () => {
  it('runs every combination and writes it', () => {
    const vary = ['--vary', 'Filler.bufferCapacity=10,200', '--vary', 'Filler.performance.jamProb=0.005..0.01:2'];
    const { out, code } = scenarioRunner(folder, 'sweep', baseline, ...vary, ...few);
    expect(code).toBe(0);
    expect(out).toContain('4 points');
    const rows = readFileSync(join(folder, 'out/baseline-sweep/sweep.csv'), 'utf8').trim().split('\n');
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 2).join(' '))).toEqual([
      '10 0.005',
      '10 0.01',
      '200 0.005',
      '200 0.01',
    ]);
    expect(refused('sweep', baseline, ...vary, ...few)).toContain('is there already; --force');
  });

  it('or a Latin hypercube, from the file', () => {
    file(
      folder,
      'swept.yaml',
      `name: swept\nline: ${join(scenarios, 'cosmetics-line.yaml')}\nsweep:\n  latin: 7\n  parameters:\n    - { path: Filler.bufferCapacity, from: 0, to: 70 }\n`,
    );
    const { out } = scenarioRunner(folder, 'sweep', 'swept.yaml', '--json', ...few);
    const points = (JSON.parse(out) as { parameters: Record<string, number> }[]).map(
      ({ parameters }) => parameters['Filler.bufferCapacity']!,
    );
    expect(points.length).toBe(7);
    expect(points.every(Number.isInteger)).toBe(true);
  });

  it.each([
    [[], 'needs --vary'],
    [['--vary', 'Filler.uph'], '--vary must be PATH=RANGE'],
    [['--vary', 'Filler.uph=a..b'], 'no list of numbers'],
    [['--vary', 'Filler.uph=9..3'], 'from a smaller to a larger'],
    [['--vary', 'Filler.upf=1,2'], 'did you mean "Filler.uph"?'],
    [['--vary', 'Filler.uph=1..2:200', '--vary', 'Packer.uph=1..2:200'], 'has 40000 points'],
  ])('%j is refused', (given, message) => {
    expect(refused('sweep', baseline, ...given)).toContain(message);
  });

  it('a fault in the file is shown where it stands', () => {
    file(
      folder,
      'bad-sweep.yaml',
      `name: x\nline: ${join(scenarios, 'cosmetics-line.yaml')}\nsweep: { parameters: [{ path: Filler.uph, from: 3 }] }\n`,
    );
    expect(refused('sweep', 'bad-sweep.yaml')).toContain('bad-sweep.yaml:3:23  sweep.parameters.0');
  });
});

describe('optimise', () => {
  const vary = ['--vary', 'Filler.bufferCapacity=0..100', '--vary', 'Inspector.bufferCapacity=0..100'];
  const total = ['--total', 'Filler.bufferCapacity + Inspector.bufferCapacity = 100'];

  it('finds a division of places that is better than all at one end, and states its confidence and budget', () => {
    const given = ['--budget', '200', '--duration-hours', '4', '--maximise', 'pacingGoodOut'];
    const { out, code } = scenarioRunner(folder, 'optimise', baseline, ...vary, ...total, ...given);
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ of 200 replications on \d+ designs/);
    expect(out).toMatch(/chosen with 95 % confidence|budget ended/);
    expect(out).toContain('better');
  });

  it.each([
    [[], 'optimise needs bounds'],
    [['--vary', 'Filler.bufferCapacity=1,2,3'], 'an optimiser needs bounds, FROM..TO'],
    [[...vary, '--total', 'Filler.bufferCapacity+Inspector.bufferCapacity=900'], '900 is impossible'],
    [[...vary, '--total', 'what'], '--total must be'],
    [[...vary, '--maximise', 'marign'], 'did you mean "margin"?'],
    [[...vary, '--target', '500'], '--target 500 is impossible'],
    [[...vary, '--maximise', 'oee', '--target', '1.2'], 'OEE is at most 1'],
    [[...vary, '--budget', '3'], '--budget must be a whole number from 50'],
    [[...vary, '--cost', 'Packer.uph=3'], '"Packer.uph" is not among the parameters'],
  ])('%j is refused', (given, message) => {
    expect(refused('optimise', baseline, ...given)).toContain(message);
  });
});

describe('the four questions about money are a command each', () => {
  const half = ['--duration-hours', '8', '--replications', '10'];
  const answered = (...given: readonly string[]) => {
    const { out, code, err } = scenarioRunner(folder, 'compare', ...given, ...half);
    expect(err).not.toContain('Error');
    expect(code).toBe(0);
    return out;
  };

  it('what are a fifth fewer jams worth?', () => {
    expect(answered(baseline, '--set', 'Filler.performance.jamProb*=0.8')).toContain('Δ margin $');
  });
  it('which mix of products?', () => {
    const out = answered(join(scenarios, 'two-products.yaml'), join(scenarios, 'more-deluxe.yaml'));
    expect(out).toMatch(/more_deluxe .*\+[\d.,]+ ±/);
  });
  it('when is a faster packer paid back?', () => {
    const out = answered(baseline, '--set', 'Packer.uph=15000', '--investment', '100000', '--hours-per-year', '4000');
    expect(out).toContain('pays $ 100,000 back in');
    expect(out).toContain('a year of 4,000 h');
  });
  it('what if a product has half as many defects again?', () => {
    expect(answered(baseline, '--set', 'Filler.quality.defectRate*=1.5')).toContain('worse');
  });
  it('money needs prices', () => {
    file(folder, 'priceless.yaml', 'line: x\ntopology: { stations: [{ name: A }] }\n');
    expect(refused('optimise', 'priceless.yaml', '--vary', 'A.uph=1..2', '--maximise', 'margin')).toContain(
      'needs "economics:"',
    );
    file(
      folder,
      'wrong-price.yaml',
      'line: x\ntopology: { stations: [{ name: Packer }] }\neconomics: { stations: { Paker: {} } }\n',
    );
    expect(refused('explain', 'wrong-price.yaml')).toContain('unknown station "Paker"; did you mean "Packer"?');
  });
});
