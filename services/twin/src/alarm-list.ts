import type { Deviation } from '@twin/codecs';

/** States of an alarm after ISA-18.2; one that is normal again is no longer in the list. */
export type AlarmState = 'unacknowledged' | 'acknowledged' | 'returned-unacknowledged' | 'shelved';

export interface Alarm {
  readonly deviation: Deviation;
  readonly state: AlarmState;
  /** Plant time at which it returned to normal, Unix ms. */
  readonly clearedAtMs?: number;
  /** Until when it is shelved, Unix ms. */
  readonly shelvedUntilMs?: number;
}

interface Entry {
  deviation: Deviation;
  isAcknowledged: boolean;
  clearedAtMs: number | undefined;
  shelvedUntilMs: number;
}

const longestShelfMs = 24 * 3_600_000;
const mostAlarms = 200;

/** The alarms of one asset: raised by deviations, acknowledged and shelved by people. */
export class AlarmList {
  private readonly entries = new Map<string, Entry>();

  take(deviation: Deviation): void {
    const { deviationId, state, detectedAtMs } = deviation;
    const entry = this.entries.get(deviationId);
    if (state === 'cleared') {
      if (entry === undefined) return;
      entry.deviation = deviation;
      entry.clearedAtMs = detectedAtMs;
      if (entry.isAcknowledged) this.entries.delete(deviationId);
      return;
    }
    if (entry !== undefined) {
      entry.deviation = deviation;
      return;
    }
    this.entries.set(deviationId, { deviation, isAcknowledged: false, clearedAtMs: undefined, shelvedUntilMs: 0 });
    if (this.entries.size > mostAlarms) this.entries.delete(this.entries.keys().next().value!);
  }

  /** False when there is no such alarm. One that has returned leaves the list. */
  acknowledge(deviationId: string): boolean {
    const entry = this.entries.get(deviationId);
    if (entry === undefined) return false;
    entry.isAcknowledged = true;
    if (entry.clearedAtMs !== undefined) this.entries.delete(deviationId);
    return true;
  }

  /** Puts an alarm aside for some time, a day at most. False when there is no such alarm. */
  shelve(deviationId: string, minutes: number, nowMs: number): boolean {
    const entry = this.entries.get(deviationId);
    if (entry === undefined || !(minutes > 0 && minutes * 60_000 <= longestShelfMs)) return false;
    entry.shelvedUntilMs = nowMs + minutes * 60_000;
    return true;
  }

  /** Newest first. */
  list(nowMs: number): Alarm[] {
    return [...this.entries.values()]
      .toReversed()
      .map(({ deviation, isAcknowledged, clearedAtMs, shelvedUntilMs }) => ({
        deviation,
        state: stateOf(isAcknowledged, clearedAtMs !== undefined, shelvedUntilMs > nowMs),
        ...(clearedAtMs !== undefined && { clearedAtMs }),
        ...(shelvedUntilMs > nowMs && { shelvedUntilMs }),
      }));
  }
}

function stateOf(isAcknowledged: boolean, isCleared: boolean, isShelved: boolean): AlarmState {
  if (isShelved) return 'shelved';
  if (isCleared) return 'returned-unacknowledged';
  return isAcknowledged ? 'acknowledged' : 'unacknowledged';
}
