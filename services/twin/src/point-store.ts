import type { Point } from './said.ts';

/** A point as it is drawn; it may stand for several readings. */
export interface DrawnPoint extends Point {
  /** CUSUM of the normalised residual, as a part of its limit. */
  readonly cusum: number;
  /** Readings it stands for, and sums of their residuals and of the squares: bias and RMSE of all of them, whatever is drawn. */
  readonly readings: number;
  readonly residualSum: number;
  readonly residualSquares: number;
}

/** Numbers of a point besides its inputs. */
const fields = 11;
const pointsOfChunk = 128;

/**
 * Points in plain memory: as objects they would take four times as much, and the collector would look at each of them again and again. New ones at the
 * end, the oldest go first, a chunk of memory at a time.
 */
export class PointStore {
  private readonly chunks: Float64Array[] = [];
  /** The chunk that was emptied last: a store that is full goes round in the memory it has. */
  private spare: Float64Array | undefined;
  private inputs: readonly string[] = [];
  /** Points of the first chunk that are gone. */
  private gone = 0;
  private end = 0;

  get length(): number {
    return this.end - this.gone;
  }

  push(point: DrawnPoint): void {
    if (this.inputs.length === 0) this.inputs = Object.keys(point.inputs);
    if (this.end === this.chunks.length * pointsOfChunk) {
      this.chunks.push(this.spare ?? new Float64Array(pointsOfChunk * (fields + this.inputs.length)));
      this.spare = undefined;
    }
    this.end++;
    this.write(this.end - 1, point);
  }

  /** In the place of the last. */
  replaceLast(point: DrawnPoint): void {
    this.write(this.end - 1, point);
  }

  /** Oldest: 0. */
  at(index: number): DrawnPoint {
    const { chunk, from } = this.placeOf(this.gone + index);
    const inputs: Record<string, number> = {};
    for (let i = 0; i < this.inputs.length; i++) inputs[this.inputs[i]!] = chunk[from + fields + i]!;
    return {
      timeMs: chunk[from]!,
      measured: chunk[from + 1]!,
      predicted: chunk[from + 2]!,
      predictedStd: chunk[from + 3]!,
      ideal: chunk[from + 4]!,
      concentration: chunk[from + 5]!,
      quality: chunk[from + 6] === 1 ? 1 : 0,
      inputs,
      cusum: chunk[from + 7]!,
      readings: chunk[from + 8]!,
      residualSum: chunk[from + 9]!,
      residualSquares: chunk[from + 10]!,
    };
  }

  timeAt(index: number): number {
    const { chunk, from } = this.placeOf(this.gone + index);
    return chunk[from]!;
  }

  last(): DrawnPoint | undefined {
    return this.length === 0 ? undefined : this.at(this.length - 1);
  }

  dropFirst(count: number): void {
    this.gone += Math.min(count, this.length);
    while (this.gone >= pointsOfChunk) {
      this.spare = this.chunks.shift();
      this.gone -= pointsOfChunk;
      this.end -= pointsOfChunk;
    }
  }

  private write(index: number, point: DrawnPoint): void {
    const { chunk, from } = this.placeOf(index);
    chunk[from] = point.timeMs;
    chunk[from + 1] = point.measured;
    chunk[from + 2] = point.predicted;
    chunk[from + 3] = point.predictedStd;
    chunk[from + 4] = point.ideal;
    chunk[from + 5] = point.concentration;
    chunk[from + 6] = point.quality;
    chunk[from + 7] = point.cusum;
    chunk[from + 8] = point.readings;
    chunk[from + 9] = point.residualSum;
    chunk[from + 10] = point.residualSquares;
    for (let i = 0; i < this.inputs.length; i++) chunk[from + fields + i] = point.inputs[this.inputs[i]!]!;
  }

  private placeOf(index: number): { readonly chunk: Float64Array; readonly from: number } {
    const chunk = this.chunks[Math.floor(index / pointsOfChunk)]!;
    return { chunk, from: (index % pointsOfChunk) * (fields + this.inputs.length) };
  }
}
