import { subjectMatches } from '@twin/bus';
import type { Config } from './config-schema.ts';
import type { Fleet } from './fleet.ts';
import type { WatchedAsset } from './watched-asset.ts';

export interface Route {
  readonly asset: WatchedAsset;
  readonly tag: string;
}

/** Subjects are few and messages many: those seen are remembered, up to here. */
const mostKnown = 100_000;

/** Which asset and sensor a subject belongs to, of streams that hold many. */
export class AssetRoutes {
  private readonly config: Config;
  private readonly fleet: Fleet;
  private readonly known = new Map<string, Route | undefined>();

  constructor(config: Config, fleet: Fleet) {
    this.config = config;
    this.fleet = fleet;
  }

  find(subject: string): Route | undefined {
    const { known } = this;
    if (known.has(subject)) return known.get(subject);
    const route = this.look(subject);
    if (known.size >= mostKnown) known.clear();
    known.set(subject, route);
    return route;
  }

  private look(subject: string): Route | undefined {
    for (const config of this.config.assets)
      for (const tag of Object.keys(config.sensors)) {
        if (!subjectMatches(`${config.prefix}.${tag}`, subject)) continue;
        const asset = this.fleet.find(subject.slice(0, -tag.length - 1), config);
        if (asset !== undefined) return { asset, tag };
      }
    return undefined;
  }
}
