import type { MessageBus } from '@twin/bus';
import { placeHeaders } from '@twin/exactly-once';
import type { RepeatedFailures } from '@twin/service-host';
import type { Answer } from './asset-twin.ts';
import type { Publication } from './said.ts';
import { asideOf } from './set-aside.ts';
import type { WatchedAsset } from './watched-asset.ts';

/** Publishes at most once, beside any stream. What cannot be published is logged, repetitions as one. */
export class PlainPublisher {
  private readonly bus: MessageBus;
  private readonly failures: RepeatedFailures;

  constructor(bus: MessageBus, failures: RepeatedFailures) {
    this.bus = bus;
    this.failures = failures;
  }

  publish({ subject, payload }: Publication, headers?: Readonly<Record<string, string>>): void {
    try {
      this.bus.publish(subject, payload, headers === undefined ? {} : { headers });
    } catch (error) {
      this.failures.warn('publish', { error, subject }, 'could not publish');
    }
  }

  /** A message that was not taken goes where people can look at it; `sequence`: its place in the input stream, if it is from one. */
  setAside(
    { subject, payload }: Publication,
    answer: Exclude<Answer, { kind: 'taken' }>,
    asset: WatchedAsset,
    tag: string,
    sequence?: number,
  ): void {
    const aside = asideOf(subject, answer, asset, tag);
    if (aside === undefined) return;
    const { reason } = answer;
    const at = sequence === undefined ? { subject } : { subject, sequence };
    if (aside.logAs !== undefined) this.failures.warn(aside.logAs, { ...at, reason }, 'set a message aside');
    const place = sequence === undefined ? {} : { [placeHeaders.input]: String(sequence) };
    this.publish({ subject: aside.subject, payload }, { ...aside.headers, ...place });
  }
}
