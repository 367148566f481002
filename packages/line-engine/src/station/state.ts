/**
 * What a station is doing; it is in exactly one state at a time. Numbers inside, names outside.
 * In PackML: EXECUTE is Execute; STARVED and BLOCKED are Suspended (the cause is outside); JAMMED is Held; DOWN is
 * Aborted; SETUP and MAINTENANCE are Stopped; WAITING is Held; OFF is outside the scheduled time.
 */
export const State = {
  /** Waits for items from upstream. */
  STARVED: 0,
  /** Works. */
  EXECUTE: 1,
  /** Has finished and cannot pass its product on. */
  BLOCKED: 2,
  /** A microstop: cleared by hand in seconds. */
  JAMMED: 3,
  /** Broken down, until repaired; waiting for the repair crew counts. */
  DOWN: 4,
  /** Is changed over to another product. */
  SETUP: 5,
  /** Planned maintenance; waiting for the crew counts. */
  MAINTENANCE: 6,
  /** Not scheduled: outside its shifts, or in a break. */
  OFF: 7,
  /** Ready to work, and its operator is elsewhere. */
  WAITING: 8,
} as const;
export type State = (typeof State)[keyof typeof State];

export const stateNames = [
  'STARVED',
  'EXECUTE',
  'BLOCKED',
  'JAMMED',
  'DOWN',
  'SETUP',
  'MAINTENANCE',
  'OFF',
  'WAITING',
] as const;
export type StateName = (typeof stateNames)[number];
