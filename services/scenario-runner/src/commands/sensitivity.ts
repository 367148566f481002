import type { Session } from '../session.ts';

export function sensitivity(_session: Session): boolean {
  throw new Error('not there yet');
}
