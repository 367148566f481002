import type { Buffer } from '../kernel/buffer.ts';
import type { Item } from '../kernel/item.ts';
import type { Stream } from '../random/stream.ts';

/** Where items may go: the first of these buffers that has room; none: they leave the line. */
export type Way = readonly Buffer[];

/** Out of the line. */
const shipped: Way = [];

/** What must be true of an item that goes this way. */
export type Condition = 'any' | 'rejected' | 'good' | 'defective' | { readonly product: number };

/** Ways for one kind of item, each with the share of them it gets. */
export interface Branch {
  readonly when: Condition;
  readonly ways: readonly Way[];
  /** Running sum of shares, the last is 1. */
  readonly upTo: readonly number[];
}

/** Decides where each finished item goes. The first branch that fits counts; shares are drawn item by item. */
export class Outlet {
  /** Set when every item goes the same way, which is what most stations do. */
  readonly only: Way | undefined;
  /** Whether what inspection finds has somewhere to go; else it leaves the line there. */
  readonly takesRejects: boolean;
  readonly #branches: readonly Branch[];
  readonly #stream: Stream | undefined;

  constructor(branches: readonly Branch[], stream: Stream | undefined) {
    const [first] = branches;
    this.only =
      first === undefined ? shipped : first.when === 'any' && first.ways.length === 1 ? first.ways[0] : undefined;
    this.takesRejects = branches.some(({ when }) => when === 'rejected');
    this.#branches = branches;
    this.#stream = stream;
  }

  /** The way of an item that passed inspection, or of one that did not. What fits no branch leaves the line. */
  choose(item: Item, rejected: boolean): Way {
    const branch = this.#branches.find(({ when }) => fits(when, item, rejected));
    if (branch === undefined) return shipped;
    if (branch.ways.length === 1) return branch.ways[0]!;
    const u = this.#stream!.next();
    return branch.ways[branch.upTo.findIndex((upTo) => u < upTo)]!;
  }
}

function fits(when: Condition, { defective, product }: Item, rejected: boolean): boolean {
  if (when === 'rejected') return rejected;
  if (rejected) return false;
  if (when === 'any') return true;
  if (when === 'good') return defective === 0;
  if (when === 'defective') return defective === 1;
  return product === when.product;
}
