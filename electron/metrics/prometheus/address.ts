import { fail, succeed } from '#shared/domain/outcome.ts';
import type { MetricsOutcome } from '../problem.ts';

export interface ServerAddress {
  /** Scheme, host, port and path prefix; no slash at the end, no user name or password. */
  readonly baseUrl: string;
  /** What people call it: host, and the port where it is not the scheme's own. */
  readonly name: string;
  /** The Authorization header that user name and password in the address ask for. */
  readonly authorization: string | undefined;
}

/** Pages of Prometheus's own interface: people paste what their browser shows. */
const PAGE =
  /\/(?:api\/v1(?:\/.*)?|classic\/.*|graph|query|alerts|targets|rules|config|flags|status|tsdb-status|service-discovery|agent|metrics|-\/\w+)\/?$/;

/**
 * Reads an address as a person types or pastes it: `localhost:9090`, `https://prom.example/prometheus/graph?g0.expr=up`,
 * `http://user:password@host`. Without a scheme it is http. Never repeats the input in a message: it may hold a password.
 */
export function parseAddress(text: string): MetricsOutcome<ServerAddress> {
  const trimmed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const url = URL.parse(withScheme);
  if (trimmed === '' || url === null || url.hostname === '') {
    return fail(
      'invalid-url',
      'This is not an address.',
      'Give host and port, such as localhost:9090, or a whole URL.',
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return fail('invalid-url', `Prometheus is not reached by ${url.protocol}//.`, 'Use an http or https address.');
  }
  const authorization = readCredentials(url);
  if (!authorization.ok) return authorization;
  const prefix = url.pathname.replace(PAGE, '').replace(/\/+$/, '');
  return succeed({
    baseUrl: `${url.origin}${prefix}`,
    name: `${url.host}${prefix}`,
    authorization: authorization.value,
  });
}

function readCredentials(url: URL): MetricsOutcome<string | undefined> {
  if (url.username === '' && url.password === '') return succeed(undefined);
  try {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return succeed(`Basic ${Buffer.from(pair).toString('base64')}`);
  } catch {
    return fail(
      'invalid-url',
      'The user name or the password in this address is not percent-encoded correctly.',
      'Write % as %25, @ as %40 and : as %3A in them.',
    );
  }
}
