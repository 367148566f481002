import type { Simulation } from '../kernel/simulation.ts';
import type { EventRecorder } from '../record/event.ts';
import type { Genealogy } from '../record/genealogy.ts';
import type { Items } from './items.ts';

/** Where a station stands in the line. */
export interface Surroundings {
  readonly simulation: Simulation;
  readonly items: Items;
  readonly shipment: Shipment;
  readonly events: EventRecorder | undefined;
  readonly genealogy: Genealogy | undefined;
}

/** Where items that leave the line at its end are noted. */
export interface Shipment {
  ship(leadTimeS: number): void;
}

/** Gives the product of the next item of an infinite source. */
export interface RawMaterial {
  nextProduct(): number;
}
