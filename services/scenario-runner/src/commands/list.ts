import type { Session } from '../session.ts';

export function list(_session: Session): boolean {
  throw new Error('not there yet');
}
