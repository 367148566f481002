import type { SignalStatus } from '@twin/codecs';
import type { Fleet } from './fleet.ts';
import type { Publication } from './said.ts';
import { statusPublication, type WatchedAsset } from './watched-asset.ts';

export interface StatusTellerOptions {
  readonly fleet: Fleet;
  readonly mode: 'live' | 'durable';
  readonly instance: string;
  /** How many messages for this asset were lost on the way here. */
  readonly droppedOf: (asset: WatchedAsset) => number;
  readonly publish: (publication: Publication) => void;
}

/** How soon a silence, a stuck sensor or the end of either is told, without waiting for the next status. */
const checkEveryMs = 1_000;

/** Publishes the status of each asset: now and then, soon after its faults change, and at the end. */
export class StatusTeller {
  private readonly options: StatusTellerOptions;
  private readonly timers: readonly NodeJS.Timeout[];
  /** Faults as told last. */
  private readonly told = new WeakMap<WatchedAsset, string>();

  constructor(options: StatusTellerOptions, everyMs: number) {
    this.options = options;
    this.timers = [setInterval(() => this.tell(), everyMs), setInterval(() => this.tellChanges(), checkEveryMs)];
  }

  /** Tells once more, that it is over. */
  end(): void {
    this.stop();
    this.tell('stopped');
  }

  /** Tells nothing more. */
  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private tell(phase?: 'stopped'): void {
    for (const asset of this.options.fleet.assets.values()) this.tellOf(asset, phase);
  }

  private tellChanges(): void {
    for (const asset of this.options.fleet.assets.values())
      if (faultsOf(asset.signals()) !== (this.told.get(asset) ?? '')) this.tellOf(asset);
  }

  private tellOf(asset: WatchedAsset, phase?: 'stopped'): void {
    const { mode, instance, droppedOf, publish } = this.options;
    const status = asset.status(mode, instance, Date.now(), droppedOf(asset), phase);
    this.told.set(asset, faultsOf(status.signals));
    publish(statusPublication(status));
  }
}

function faultsOf(signals: readonly SignalStatus[]): string {
  return signals.map(({ sensorId, fault }) => `${sensorId} ${fault}`).join();
}
