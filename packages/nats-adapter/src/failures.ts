import { BusError, type BusErrorCode } from '@twin/bus';
import { JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';

/**
 * Error numbers of JetStream's API and what they mean to a caller. 10077 is the store's own refusal, whose text
 * names the limit; 10023 and 10047 are the server's disk and memory limits.
 */
const codes: Readonly<Record<number, BusErrorCode>> = {
  10_008: 'unavailable', // system temporarily unavailable
  10_014: 'missing', // consumer
  10_023: 'full', // insufficient resources
  10_024: 'full', // account limits
  10_039: 'unavailable', // JetStream not enabled for the account
  10_047: 'full', // insufficient storage resources
  10_054: 'too-large', // message size
  10_058: 'mismatch', // stream name in use with another configuration
  10_059: 'missing', // stream
  10_065: 'mismatch', // subjects overlap
  10_071: 'conflict', // wrong last sequence
  10_076: 'unavailable', // JetStream not enabled
  10_077: 'full', // stream limits
  10_164: 'conflict', // wrong last sequence
};

export function codeOfApiError(number: number): BusErrorCode {
  return codes[number] ?? 'failed';
}

/** Any failure of the client library as a `BusError`; `what` says what was tried. */
export function asBusError(error: unknown, what: string, subject?: string): BusError {
  if (error instanceof BusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const detail = { cause: error, ...(subject === undefined ? {} : { subject }) };
  return new BusError(codeOf(error), `${what}: ${message}`, detail);
}

function codeOf(error: unknown): BusErrorCode {
  if (error instanceof JetStreamApiError) return codeOfApiError(error.code);
  // The library keeps this class to itself.
  if (error instanceof Error && error.name === 'JetStreamNotEnabled') return 'unavailable';
  if (error instanceof errors.TimeoutError) return 'timeout';
  if (error instanceof errors.NoRespondersError) return 'no-responders';
  if (error instanceof errors.PermissionViolationError) return 'denied';
  if (error instanceof errors.AuthorizationError || error instanceof errors.UserAuthenticationExpiredError)
    return 'unauthorized';
  if (error instanceof errors.ClosedConnectionError || error instanceof errors.DrainingConnectionError) return 'closed';
  if (error instanceof errors.InvalidArgumentError) return /max_payload/.test(error.message) ? 'too-large' : 'invalid';
  if (error instanceof errors.RequestError && error.isNoResponders()) return 'no-responders';
  // The library wraps: what it wraps says more.
  if (error instanceof Error && error.cause instanceof Error) return codeOf(error.cause);
  return 'failed';
}

/** Certificates that one side does not accept. Trying again will not help. */
const tlsRefusals =
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|ERR_SSL|ERR_OSSL|alert|server does not support 'tls'/;

/** Whether an attempt to connect failed for good: refused for who we are, not for where the server is. */
export function isRefusal(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { readonly code?: string; readonly message?: string };
  return codeOf(error) === 'unauthorized' || tlsRefusals.test(code) || tlsRefusals.test(message);
}

/** Fails with `timeout` when the work has not ended by then. The work itself goes on, unheard. */
export async function within<T>(timeoutMs: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new BusError('timeout', `${what}: no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw asBusError(error, what);
  } finally {
    clearTimeout(timer);
  }
}
