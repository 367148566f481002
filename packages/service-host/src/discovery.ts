/** Where requests come from: a bus, or a NATS connection. */
export interface DiscoveryBus {
  subscribe(pattern: string): DiscoverySubscription;
}

export interface DiscoverySubscription extends AsyncIterable<{ respond(payload: Uint8Array): boolean }> {
  unsubscribe(): void;
}

export interface Endpoint {
  readonly name: string;
  readonly subject: string;
  /** Work so far: how many requests, how many failed, how long all took, and the last error. */
  readonly counts?: () => {
    readonly requests: number;
    readonly errors: number;
    readonly processingMs: number;
    readonly lastError?: string;
  };
}

export interface ServiceDescription {
  /** Letters, digits, `-` and `_`. */
  readonly name: string;
  /** One a process. */
  readonly id: string;
  /** Semantic version. */
  readonly version: string;
  readonly description?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly endpoints?: readonly Endpoint[];
}

const nanosOf = (ms: number): number => Math.round(ms * 1_000_000);

/**
 * Answers `$SRV.PING`, `$SRV.INFO` and `$SRV.STATS`, each also for the name and for the name and id alone: the
 * discovery of NATS micro services (ADR-32), so that `nats micro ls` finds us. The result ends it.
 */
export function answerDiscovery(bus: DiscoveryBus, service: ServiceDescription): { close(): void } {
  if (!/^[\w-]+$/.test(service.name) || !/^[\w-]+$/.test(service.id))
    throw new RangeError(`a service's name and id are letters, digits, - and _: ${service.name} ${service.id}`);
  const started = new Date().toISOString();
  const answers = {
    PING: () => ping(service),
    INFO: () => info(service),
    STATS: () => stats(service, started),
  };
  const subscriptions = Object.entries(answers).flatMap(([verb, answer]) =>
    [`$SRV.${verb}`, `$SRV.${verb}.${service.name}`, `$SRV.${verb}.${service.name}.${service.id}`].map((subject) => {
      const subscription = bus.subscribe(subject);
      void serve(subscription, answer);
      return subscription;
    }),
  );
  return {
    close: () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

async function serve(subscription: DiscoverySubscription, answer: () => object): Promise<void> {
  const text = new TextEncoder();
  try {
    for await (const request of subscription) request.respond(text.encode(JSON.stringify(answer())));
  } catch {
    // Forbidden or closed: the service works without being found, and the connection tells why.
  }
}

function identity({ name, id, version, metadata = {} }: ServiceDescription): object {
  return { name, id, version, metadata };
}

function ping(service: ServiceDescription): object {
  return { type: 'io.nats.micro.v1.ping_response', ...identity(service) };
}

function info(service: ServiceDescription): object {
  const endpoints = (service.endpoints ?? []).map(({ name, subject }) => ({
    name,
    subject,
    queue_group: '',
    metadata: {},
  }));
  const { description = '' } = service;
  return { type: 'io.nats.micro.v1.info_response', ...identity(service), description, endpoints };
}

function stats(service: ServiceDescription, started: string): object {
  const endpoints = (service.endpoints ?? []).map(({ name, subject, counts }) => {
    const {
      requests,
      errors,
      processingMs,
      lastError = '',
    } = counts?.() ?? { requests: 0, errors: 0, processingMs: 0 };
    return {
      name,
      subject,
      queue_group: '',
      num_requests: requests,
      num_errors: errors,
      last_error: lastError,
      processing_time: nanosOf(processingMs),
      average_processing_time: requests === 0 ? 0 : nanosOf(processingMs / requests),
    };
  });
  return { type: 'io.nats.micro.v1.stats_response', ...identity(service), started, endpoints };
}
