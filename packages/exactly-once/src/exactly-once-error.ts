/**
 * What only a person can decide, because to go on would lose, double or mix up outputs.
 *
 * | code | meaning | what helps |
 * |---|---|---|
 * | `shared-otherwise` | the bucket is shared by instances with other partitions or another form | another bucket, or instances that are alike |
 * | `made-anew` | the input stream ends before what was taken from it: its numbers mean other messages | remove the output stream and the bucket |
 * | `stranger` | the last message of an output subject is none of ours, or follows from an input that never was | the command in the message |
 */
export type ExactlyOnceErrorCode = 'shared-otherwise' | 'made-anew' | 'stranger';

/** Failures of sharing, reading and writing that are not the broker's; those are `BusError`. */
export class ExactlyOnceError extends Error {
  override readonly name = 'ExactlyOnceError';
  readonly code: ExactlyOnceErrorCode;

  constructor(code: ExactlyOnceErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
