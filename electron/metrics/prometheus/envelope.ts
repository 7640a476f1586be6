import { z } from 'zod';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { MetricsOutcome } from '../problem.ts';
import type { ApiReply } from './transport.ts';

/** What the API said, `data` still unchecked: its shape depends on the endpoint. */
export interface ApiAnswer {
  readonly data: unknown;
  /** The answer may be incomplete or wrong (a store that is down behind Thanos, for one). */
  readonly warnings: readonly string[];
  /** Advice on the query. */
  readonly infos: readonly string[];
}

const texts = z.array(z.string()).optional();
const envelopeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown(), warnings: texts, infos: texts }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

const WRONG_PLACE =
  'Check the address; behind a proxy Prometheus often has a path prefix, as in https://host/prometheus.';
const LATER = 'It is tried again by itself; look at the server if this lasts.';

/**
 * Unwraps the envelope of the Prometheus API. The content type is looked at before anything is parsed: proxies, login
 * pages and a starting Prometheus answer with text or HTML.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview
 */
export function openEnvelope(reply: ApiReply, server: string): MetricsOutcome<ApiAnswer> {
  if (reply.status >= 300 && reply.status < 400) return describeRedirect(reply, server);
  if (reply.status === 401 || reply.status === 403) {
    return fail(
      'unauthorized',
      `${server} wants a login (HTTP ${reply.status}).`,
      'Connect again with user and password in the address: https://user:password@host.',
    );
  }
  if (!/^application\/([\w.-]+\+)?json$/.test(reply.contentType)) return describeForeign(reply, server);
  let json: unknown;
  try {
    json = JSON.parse(reply.body);
  } catch {
    return fail('server-error', `The answer of ${server} is no valid JSON; it may have been cut off.`, LATER);
  }
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) {
    return fail('not-prometheus', `${server} answers JSON, but not as Prometheus does.`, WRONG_PLACE);
  }
  if (envelope.data.status === 'error') return describeError(envelope.data.errorType, envelope.data.error, server);
  const { data, warnings = [], infos = [] } = envelope.data;
  return succeed({ data, warnings, infos });
}

function describeError(type: string, error: string, server: string): MetricsOutcome<never> {
  const detail = clip(error);
  switch (type) {
    case 'bad_data':
    case 'execution':
      return fail('bad-query', `${server} refuses the query: ${detail}`, "Correct the panel's query.");
    case 'timeout':
      return fail('timeout', `The query took too long on ${server}: ${detail}`, 'Choose a shorter range.');
    case 'not_found':
      return fail('not-prometheus', `${server} does not know this part of the API: ${detail}`, WRONG_PLACE);
    default:
      return fail('server-error', `${server} failed (${clip(type)}): ${detail}`, LATER);
  }
}

/** An answer that is not JSON: a server that starts, a proxy in between, or something else altogether. */
function describeForeign(reply: ApiReply, server: string): MetricsOutcome<never> {
  const said = reply.contentType === 'text/plain' && reply.body.trim() !== '' ? `: ${clip(reply.body)}` : '';
  if (reply.status >= 500) {
    return fail('server-error', `${server} answers HTTP ${reply.status}${said}.`, LATER);
  }
  const kind = reply.contentType === 'text/html' ? 'a web page' : reply.contentType || 'something without a type';
  return fail(
    'not-prometheus',
    `${server} answers HTTP ${reply.status} with ${kind} instead of metrics${said}.`,
    WRONG_PLACE,
  );
}

function describeRedirect(reply: ApiReply, server: string): MetricsOutcome<never> {
  const target = URL.parse(reply.location ?? '', `http://${server}`);
  const where = target === null ? 'elsewhere' : `to ${target.origin}${target.pathname}`;
  return fail(
    'redirected',
    `${server} redirects ${clip(where)}; redirects are not followed.`,
    'Connect to the final address of Prometheus itself, without a login page in between.',
  );
}

/** A foreign text as one line of bounded length. */
function clip(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
