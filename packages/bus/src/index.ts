export type { Broker, BrokerCounters, BrokerStatus, Provisions } from './broker.ts';
export { BusError } from './bus-error.ts';
export type { BusErrorCode, BusErrorDetail } from './bus-error.ts';
export { ManualClock, systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export { assertDefinition, deadLetterStream, deadLetterSubject, gapError, withQueueDefaults } from './definitions.ts';
export type { BucketDefinition, ObjectsDefinition, QueueDefinition, StreamDefinition } from './definitions.ts';
export { Inbox } from './inbox.ts';
export type { InboxLimits } from './inbox.ts';
export type { Entry, KeyChange, KeyValue, KeyWatch } from './key-value.ts';
export { SeededFaults } from './memory/faults.ts';
export type { Fault, FaultRates } from './memory/faults.ts';
export { MemoryServer } from './memory/memory-server.ts';
export type { MemoryServerOptions } from './memory/world.ts';
export type {
  Headers,
  Message,
  MessageBus,
  PublishOptions,
  RequestOptions,
  SubscribeOptions,
  Subscription,
} from './message-bus.ts';
export {
  assertAppendOptions,
  assertHeaders,
  assertKey,
  assertName,
  assertPattern,
  assertPayload,
  assertSubject,
  patternsOverlap,
  subjectMatches,
} from './names.ts';
export { copyPayload } from './payload-copy.ts';
export type { ObjectInfo, ObjectStore } from './object-store.ts';
export { StatusListeners } from './status-listeners.ts';
export type {
  AcknowledgedPublisher,
  AppendOptions,
  Outcome,
  PublisherOptions,
  PurgeOptions,
  ReadOptions,
  Stored,
  StoredMessage,
  Stream,
  StreamInfo,
  StreamPosition,
  StreamReader,
} from './stream.ts';
export { WindowedPublisher } from './windowed-publisher.ts';
export type { PublisherLink, Verdict } from './windowed-publisher.ts';
export { deadLetterHeaders } from './work-queue.ts';
export type { Job, QueueCounts, TakeOptions, WorkQueue } from './work-queue.ts';
