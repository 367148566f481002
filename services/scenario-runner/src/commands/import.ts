import type { Session } from '../session.ts';

export function importProject(_session: Session): boolean {
  throw new Error('not there yet');
}
