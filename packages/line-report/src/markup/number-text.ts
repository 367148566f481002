const groups = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A number with so many decimals and thousands apart; a minus is a minus sign. */
export function fixed(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : '–';
  const rounded = Math.abs(value).toFixed(decimals);
  const [whole, fraction] = rounded.split('.');
  const sign = value < 0 && Number(rounded) !== 0 ? '−' : '';
  return `${sign}${groups.format(Number(whole))}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** The same with its sign always. */
export function signed(value: number, decimals = 0): string {
  const text = fixed(value, decimals);
  return value > 0 && Number(value.toFixed(decimals)) !== 0 ? `+${text}` : text;
}

/** Decimals that an interval of this half-width supports: two digits of it, at most four. */
export function decimalsFor(halfWidth: number): number {
  if (!(halfWidth > 0) || halfWidth === Infinity) return 0;
  return Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(halfWidth))));
}

/** Time of a run as h:mm. */
export function clock(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A stretch of time in the unit that suits it. */
export function span(seconds: number): string {
  const hours = seconds / 3600;
  if (Math.abs(hours) >= 2) return `${fixed(hours, Number.isInteger(hours) ? 0 : 2)} h`;
  return Math.abs(seconds) >= 60 ? `${fixed(seconds / 60)} min` : `${fixed(seconds, 1)} s`;
}
