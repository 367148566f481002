/**
 * Seconds for which something was so: the sum of its stretches. Stretches that touch count as one, so a moment of no
 * length in between never shows in the last bit.
 */
export class Stretches {
  sumS = 0;
  /** The last stretch, not added yet. It begins at 0, with no length. */
  fromS = 0;
  toS = 0;

  begin(atS: number): void {
    if (atS !== this.toS) {
      this.sumS += this.toS - this.fromS;
      this.fromS = atS;
    }
    this.toS = Infinity;
  }

  end(atS: number): void {
    this.toS = atS;
  }

  set(sumS: number, fromS: number, toS: number): void {
    this.sumS = sumS;
    this.fromS = fromS;
    this.toS = toS;
  }

  /** From 0 to `nowS`. */
  seconds(nowS: number): number {
    return this.sumS + ((this.toS < nowS ? this.toS : nowS) - this.fromS);
  }

  save(): readonly (number | null)[] {
    return [this.sumS, this.fromS, this.toS === Infinity ? null : this.toS];
  }

  load([sumS, fromS, toS]: readonly (number | null)[]): void {
    this.sumS = sumS!;
    this.fromS = fromS!;
    this.toS = toS ?? Infinity;
  }
}
