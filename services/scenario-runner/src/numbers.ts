import type { Estimate } from '@twin/line-engine';

const spaced = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 49417 → 49,417 */
export function whole(value: number): string {
  return spaced.format(value);
}

/** 0.6177 → 61.8 */
export function percent(share: number): string {
  return (share * 100).toFixed(1);
}

/** A value with as many digits as its half-width supports: two significant digits of the half-width. */
export function withHalfWidth({ mean, halfWidth }: Pick<Estimate, 'mean' | 'halfWidth'>): string {
  if (!Number.isFinite(halfWidth)) return mean.toFixed(1);
  const digits = digitsFor(halfWidth);
  return `${grouped(mean, digits)} ± ${grouped(halfWidth, digits)}`;
}

/** The same with its sign, for differences. */
export function signed({ mean, halfWidth }: Pick<Estimate, 'mean' | 'halfWidth'>): string {
  return `${mean > 0 ? '+' : ''}${withHalfWidth({ mean, halfWidth })}`;
}

function digitsFor(halfWidth: number): number {
  if (halfWidth <= 0) return 1;
  return Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(halfWidth))));
}

function grouped(value: number, digits: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** With one digit below 10, none above. */
export function rounded(value: number): string {
  return Math.abs(value) < 10 && !Number.isInteger(value) ? value.toFixed(1) : whole(value);
}

/** Three significant digits or all of a whole number, for values of parameters. */
export function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
