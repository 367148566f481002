import type { Deviation } from '@twin/codecs';

/** States of an alarm after ISA-18.2; one that is normal again is no longer in the list. */
export type AlarmState = 'unacknowledged' | 'acknowledged' | 'returned-unacknowledged' | 'shelved' | 'out-of-service';

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

/** The alarms of one asset: raised by deviations; acknowledged, shelved and taken out of service by people. */
export class AlarmList {
  private readonly entries = new Map<string, Entry>();
  /** Sources (a sensor, a kind) that nobody wants to hear of until they are put back: also their next alarms. */
  private readonly outOfService = new Set<string>();

  take(deviation: Deviation): void {
    const { deviationId, state, detectedAtMs } = deviation;
    const entry = this.entries.get(deviationId);
    if (state === 'cleared') {
      if (entry === undefined) return;
      entry.deviation = deviation;
      entry.clearedAtMs = detectedAtMs;
      // Its source can only be put back into service from the list.
      if (entry.isAcknowledged && !this.outOfService.has(sourceOf(deviation))) this.entries.delete(deviationId);
      return;
    }
    if (entry !== undefined) {
      entry.deviation = deviation;
      return;
    }
    if (this.outOfService.has(sourceOf(deviation))) this.forgetCleared(sourceOf(deviation));
    this.entries.set(deviationId, { deviation, isAcknowledged: false, clearedAtMs: undefined, shelvedUntilMs: 0 });
    if (this.entries.size > mostAlarms) this.entries.delete(this.entries.keys().next().value!);
  }

  /** False when there is no such alarm. One that has returned leaves the list. */
  acknowledge(deviationId: string): boolean {
    const entry = this.entries.get(deviationId);
    if (entry === undefined) return false;
    entry.isAcknowledged = true;
    if (entry.clearedAtMs !== undefined && !this.outOfService.has(sourceOf(entry.deviation)))
      this.entries.delete(deviationId);
    return true;
  }

  /** Puts an alarm aside for some time, a day at most. False when there is no such alarm. */
  shelve(deviationId: string, minutes: number, nowMs: number): boolean {
    const entry = this.entries.get(deviationId);
    if (entry === undefined || !(minutes > 0 && minutes * 60_000 <= longestShelfMs)) return false;
    entry.shelvedUntilMs = nowMs + minutes * 60_000;
    return true;
  }

  /**
   * Takes the source of an alarm, its sensor and kind, out of service until it is put back: for a sensor that is being repaired. False when there is no
   * such alarm.
   */
  setOutOfService(deviationId: string, isOut: boolean): boolean {
    const entry = this.entries.get(deviationId);
    if (entry === undefined) return false;
    const source = sourceOf(entry.deviation);
    if (isOut) this.outOfService.add(source);
    else {
      this.outOfService.delete(source);
      this.forgetCleared(source);
    }
    return true;
  }

  /** Newest first. */
  list(nowMs: number): Alarm[] {
    return [...this.entries.values()].toReversed().map((entry) => {
      const { deviation, clearedAtMs, shelvedUntilMs } = entry;
      return {
        deviation,
        state: this.outOfService.has(sourceOf(deviation)) ? 'out-of-service' : stateOf(entry, nowMs),
        ...(clearedAtMs !== undefined && { clearedAtMs }),
        ...(shelvedUntilMs > nowMs && { shelvedUntilMs }),
      };
    });
  }

  /** How many ask for attention. */
  waiting(nowMs: number): number {
    return this.list(nowMs).filter(({ state }) => state !== 'shelved' && state !== 'out-of-service').length;
  }

  private forgetCleared(source: string): void {
    for (const [id, { deviation, clearedAtMs }] of this.entries)
      if (clearedAtMs !== undefined && sourceOf(deviation) === source) this.entries.delete(id);
  }
}

function sourceOf({ sensorId, kind }: Deviation): string {
  return `${sensorId} ${kind}`;
}

function stateOf({ isAcknowledged, clearedAtMs, shelvedUntilMs }: Entry, nowMs: number): AlarmState {
  if (shelvedUntilMs > nowMs) return 'shelved';
  if (clearedAtMs !== undefined) return 'returned-unacknowledged';
  return isAcknowledged ? 'acknowledged' : 'unacknowledged';
}
