/** A record that the wire cannot carry as it is: a mistake of the program that made it. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
  /** As the record spells it: `sensorId`, `metrics[3].name`; empty when it is the record as a whole. */
  readonly field: string;

  /** `what` continues "SensorData.sensorId …". */
  constructor(messageType: string, field: string, what: string) {
    super(`${messageType}${field === '' ? '' : `.${field}`} ${what}`);
    this.field = field;
  }
}
