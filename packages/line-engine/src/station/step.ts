/**
 * Where in its cycle a station is: the six phases, with changeover and planned maintenance before the second, clearance
 * before the fourth, and passing on as the second half of the sixth.
 */
export const Step = {
  COLLECT: 0,
  CHANGEOVER: 1,
  MAINTENANCE: 2,
  BREAKDOWN: 3,
  MICROSTOP: 4,
  CLEARANCE: 5,
  EXECUTE: 6,
  TRANSFORM: 7,
  PASS_ON: 8,
} as const;
export type Step = (typeof Step)[keyof typeof Step];
