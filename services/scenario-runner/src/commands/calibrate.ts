import type { Session } from '../session.ts';

export function calibrateStops(_session: Session): boolean {
  throw new Error('not there yet');
}
