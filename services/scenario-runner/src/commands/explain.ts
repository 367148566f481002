import type { Session } from '../session.ts';

export function explainLine(_session: Session): boolean {
  throw new Error('not there yet');
}
