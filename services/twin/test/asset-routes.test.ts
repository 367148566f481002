import { expect, it } from 'vitest';
import { AssetRoutes, configOf } from '../src/asset-routes.ts';
import { parseConfig } from '../src/config-file.ts';

const config = parseConfig(
  'twin.yaml',
  `assets:
  - { prefix: plant.*.reactor }
  - { prefix: plant.a.reactor, outputs: [predicted] }
`,
);

it('gives an asset the configuration that names it before one with a wildcard', () => {
  const [wild, named] = config.assets;
  expect(configOf(config, 'plant.a.reactor')).toBe(named);
  expect(configOf(config, 'plant.b.reactor')).toBe(wild);
  expect(configOf(config, 'plant.b.c')).toBeUndefined();
});

it('finds asset and sensor of a subject, once', () => {
  const asked: string[] = [];
  const routes = new AssetRoutes(config, (prefix, given) => {
    asked.push(prefix);
    return configOf(config, prefix) === given ? given.outputs.length : undefined;
  });
  for (let i = 0; i < 2; i++) {
    expect(routes.find('plant.a.reactor.coolant.temp')).toEqual({ asset: 1, tag: 'coolant.temp' });
    expect(routes.find('plant.a.reactor.temp.predicted')).toBeUndefined();
    expect(routes.find('plant.b.reactor.temp')).toMatchObject({ tag: 'temp' });
  }
  expect(asked).toEqual(['plant.a.reactor', 'plant.a.reactor', 'plant.b.reactor']);
});
