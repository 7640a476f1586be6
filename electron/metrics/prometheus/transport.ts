import type { MetricsOutcome } from '../problem.ts';

/** One call of the Prometheus HTTP API, before anybody decided how it travels. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** From the API's root: `/api/v1/query_range`. */
  readonly path: string;
  /** In the query string of a GET, in the form body of a POST. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Gives up sooner than the transport would. */
  readonly timeoutMs?: number;
}

/** The answer as it came, whole and within the limits, whatever it says. */
export interface ApiReply {
  readonly status: number;
  /** Lower case, without parameters; empty when the server did not say. */
  readonly contentType: string;
  /** Where a redirect leads; it is never followed. */
  readonly location: string | undefined;
  readonly body: string;
}

/** How requests reach a server: over HTTP, or into the simulation in this process. */
export interface Transport {
  /** The server in messages: host and port, never user name or password. */
  readonly serverName: string;
  /** Never throws; an aborted request answers with some problem that nobody reads. */
  send(request: ApiRequest, signal: AbortSignal): Promise<MetricsOutcome<ApiReply>>;
  /** Closes idle connections. */
  close(): void;
}
