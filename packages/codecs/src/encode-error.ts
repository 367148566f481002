/** A record that the wire cannot carry as it is: a mistake of the program that made it. */
export class EncodeError extends TypeError {
  override readonly name = 'EncodeError';
  /** As the record spells it: `sensorId`, `metrics[3].name`; empty when the record itself is wrong. */
  readonly field: string;

  constructor(messageType: string, field: string, needs: string, value: unknown) {
    super(`${messageType}${field === '' ? '' : `.${field}`} must be ${needs}, not ${shown(value)}`);
    this.field = field;
  }
}

/** Short, and safe for anything: a value that cannot be shown must not hide the error. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return 'a BigInt';
  if (value === null || typeof value === 'boolean' || value === undefined) return String(value);
  return Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
