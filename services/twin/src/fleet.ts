import { subjects } from '@twin/codecs';
import { AssetTwin } from './asset-twin.ts';
import type { AssetConfig, Config } from './config-schema.ts';
import { mostPoints } from './history.ts';
import { WatchedAsset } from './watched-asset.ts';

/** Points of history over all assets: a bound of memory. A point takes 120 bytes. */
const allPoints = 500_000;
const fewestPoints = 60;

export interface FleetOptions {
  readonly stampsArrival?: boolean;
  readonly stampMs?: (timeMs: number) => number;
}

/** All assets of this process; each gets its twin when it is first seen. */
export class Fleet {
  readonly assets = new Map<string, WatchedAsset>();
  private readonly config: Config;
  private readonly options: FleetOptions;

  constructor(config: Config, options: FleetOptions = {}) {
    this.config = config;
    this.options = options;
    // An asset without a wildcard is known before it speaks.
    for (const asset of config.assets) if (!asset.prefix.includes('*')) this.add(asset.prefix, asset);
  }

  /**
   * The asset with this prefix under this configuration; undefined when it belongs to another one, there are too many, or its name
   * is none that a twin could answer under.
   */
  find(prefix: string, config: AssetConfig): WatchedAsset | undefined {
    const known = this.assets.get(prefix);
    if (known !== undefined) return known.twin.config === config ? known : undefined;
    if (this.assets.size >= this.config.mostAssets) return undefined;
    try {
      subjects.status(prefix);
    } catch {
      return undefined;
    }
    return this.add(prefix, config);
  }

  /** Another process has it now. */
  remove(prefix: string): void {
    this.assets.delete(prefix);
  }

  private add(prefix: string, config: AssetConfig): WatchedAsset {
    const { stampsArrival = false, stampMs } = this.options;
    const most = (): number => Math.max(fewestPoints, Math.min(mostPoints, Math.floor(allPoints / this.assets.size)));
    const asset = new WatchedAsset(new AssetTwin(prefix, config, { stampsArrival }), most, stampMs);
    this.assets.set(prefix, asset);
    return asset;
  }
}
