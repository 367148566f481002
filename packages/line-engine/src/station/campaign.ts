/** Products one after the other, each for so many items, again and again. */
export class Campaign {
  readonly #orders: readonly { readonly product: number; readonly quantity: number }[];
  #order = 0;
  #begun = 0;

  constructor(orders: readonly { readonly product: number; readonly quantity: number }[]) {
    this.#orders = orders;
  }

  nextProduct(): number {
    if (this.#begun === this.#orders[this.#order]!.quantity) {
      this.#order = (this.#order + 1) % this.#orders.length;
      this.#begun = 0;
    }
    this.#begun++;
    return this.#orders[this.#order]!.product;
  }

  save(): readonly [order: number, begun: number] {
    return [this.#order, this.#begun];
  }

  load([order, begun]: readonly [number, number]): void {
    this.#order = order;
    this.#begun = begun;
  }
}
