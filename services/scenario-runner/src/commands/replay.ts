import type { Session } from '../session.ts';

export function replay(_session: Session): boolean {
  throw new Error('not there yet');
}
