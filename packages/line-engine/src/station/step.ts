/** Where in its cycle a station is; passing on is the second half of the sixth phase. */
export const Step = {
  COLLECT: 0,
  BREAKDOWN: 1,
  MICROSTOP: 2,
  EXECUTE: 3,
  TRANSFORM: 4,
  INSPECT: 5,
  PASS_ON: 6,
} as const;
export type Step = (typeof Step)[keyof typeof Step];
