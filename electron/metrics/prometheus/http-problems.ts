import { fail } from '#shared/domain/outcome.ts';
import type { MetricsOutcome } from '../problem.ts';
import { TooLarge, UnknownEncoding } from './read-body.ts';
import { REFUSED_ADDRESS } from './refused-addresses.ts';

/** Which part of a request took too long. */
export class StageTimeout extends Error {
  readonly stage: 'connect' | 'headers' | 'body';
  readonly afterMs: number;

  constructor(stage: 'connect' | 'headers' | 'body', afterMs: number) {
    super(`${stage} timeout`);
    this.stage = stage;
    this.afterMs = afterMs;
  }
}

const CHECK_ADDRESS = 'Check that Prometheus runs there, and the address and the port.';
const CHECK_NETWORK = 'Check the network or the VPN; it is tried again by itself.';
const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

/** Says what went wrong on the way, in words. `error` is whatever `node:http`, TLS, DNS or zlib threw. */
export function describeHttpError(error: unknown, server: string, maxBytes: number): MetricsOutcome<never> {
  if (error instanceof StageTimeout) return describeTimeout(error, server);
  if (error instanceof TooLarge) {
    return fail(
      'too-large',
      `The answer of ${server} is larger than ${mebibytes(maxBytes)} and was not read.`,
      'Choose a shorter range, or a query with fewer series (sum by ...).',
    );
  }
  if (error instanceof UnknownEncoding) {
    return fail('not-prometheus', `${server} answers in an encoding that was not asked for.`, CHECK_ADDRESS);
  }
  const code = errorCode(error);
  if (code === REFUSED_ADDRESS) return refusedAddress(server);
  if (code === 'HPE_HEADER_OVERFLOW') return fail('too-large', `The headers of ${server}'s answer are too large.`);
  if (code.startsWith('HPE_')) return fail('not-prometheus', `What answers at ${server} is not HTTP.`, CHECK_ADDRESS);
  if (isTlsCode(code)) return describeTls(error, code, server);
  switch (code) {
    case 'ECONNREFUSED':
      return fail('unreachable', `Nothing answers at ${server} (connection refused).`, CHECK_ADDRESS);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return fail('unreachable', `The name of ${server} can't be resolved (${code}).`, CHECK_NETWORK);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return fail('unreachable', `There is no way to ${server} (${code}).`, CHECK_NETWORK);
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
      return fail('server-error', `The compressed answer of ${server} is damaged or incomplete.`, CHECK_NETWORK);
    default:
      return fail('unreachable', `The connection to ${server} broke off (${code}).`, CHECK_NETWORK);
  }
}

/** An address that no metrics server has (T42). */
export function refusedAddress(server: string): MetricsOutcome<never> {
  return fail(
    'refused-address',
    `${server} is a link-local or cloud metadata address; no request is sent there.`,
    'Use the address of the Prometheus server.',
  );
}

function describeTimeout({ stage, afterMs }: StageTimeout, server: string): MetricsOutcome<never> {
  const after = `${Math.round(afterMs / 100) / 10} s`;
  switch (stage) {
    case 'connect':
      return fail('timeout', `${server} did not accept a connection within ${after}.`, CHECK_NETWORK);
    case 'headers':
      return fail('timeout', `${server} is connected and did not answer within ${after}.`, CHECK_NETWORK);
    case 'body':
      return fail('timeout', `${server} began to answer and did not finish within ${after}.`, CHECK_NETWORK);
  }
}

function describeTls(error: unknown, code: string, server: string): MetricsOutcome<never> {
  const detail = code === 'EPROTO' || code.startsWith('ERR_SSL_') ? 'it does not speak TLS there' : message(error);
  return fail(
    'tls-error',
    `No trusted connection to ${server}: ${detail}.`,
    "Check https against http, and that this computer trusts the server's certificate.",
  );
}

/** OpenSSL's verification results are names such as DEPTH_ZERO_SELF_SIGNED_CERT. */
function isTlsCode(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_)|CERT|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH/.test(code);
}

function errorCode(error: unknown): string {
  // Both address families failed: the first error says why.
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'no reason given';
}

function message(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\s+/g, ' ') : 'unknown reason';
}
