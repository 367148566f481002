import type { Session } from '../session.ts';

export function optimiseLine(_session: Session): boolean {
  throw new Error('not there yet');
}
