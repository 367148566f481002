import { subjectMatches } from '@twin/bus';
import { subjects } from '@twin/codecs';
import type { AssetConfig, Config } from './config-schema.ts';

export interface Route<Asset> {
  readonly asset: Asset;
  readonly tag: string;
}

/** Subjects are few and messages many: those seen are remembered, up to here. */
const mostKnown = 100_000;

/** The configuration of an asset: the one that names it, else the first whose wildcards do. */
export function configOf({ assets }: Config, prefix: string): AssetConfig | undefined {
  return assets.find((one) => one.prefix === prefix) ?? assets.find((one) => subjectMatches(one.prefix, prefix));
}

/** Where its sensors are heard, in their order. */
export function sensorPatterns({ prefix, sensors }: AssetConfig): string[] {
  return Object.keys(sensors).map((tag) => subjects.sensorPattern(prefix, tag));
}

/** Which asset and sensor a subject belongs to, of streams that hold many. */
export class AssetRoutes<Asset> {
  private readonly config: Config;
  private readonly assetOf: (prefix: string, config: AssetConfig) => Asset | undefined;
  private readonly known = new Map<string, Route<Asset> | undefined>();

  /** `assetOf`: what stands for the asset with this prefix; undefined when there is to be none. */
  constructor(config: Config, assetOf: (prefix: string, config: AssetConfig) => Asset | undefined) {
    this.config = config;
    this.assetOf = assetOf;
  }

  find(subject: string): Route<Asset> | undefined {
    const { known } = this;
    if (known.has(subject)) return known.get(subject);
    const route = this.look(subject);
    if (known.size >= mostKnown) known.clear();
    known.set(subject, route);
    return route;
  }

  private look(subject: string): Route<Asset> | undefined {
    for (const config of this.config.assets)
      for (const tag of Object.keys(config.sensors)) {
        if (!subjectMatches(`${config.prefix}.${tag}`, subject)) continue;
        const asset = this.assetOf(subject.slice(0, -tag.length - 1), config);
        if (asset !== undefined) return { asset, tag };
      }
    return undefined;
  }
}
