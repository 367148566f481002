import type { Session } from '../session.ts';

export function schema(_session: Session): boolean {
  throw new Error('not there yet');
}
