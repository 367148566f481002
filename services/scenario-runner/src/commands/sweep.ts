import type { Session } from '../session.ts';

export function sweep(_session: Session): boolean {
  throw new Error('not there yet');
}
