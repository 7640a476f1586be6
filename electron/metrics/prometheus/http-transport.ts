import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { succeed } from '#shared/domain/outcome.ts';
import type { MetricsOutcome } from '../problem.ts';
import type { ServerAddress } from './address.ts';
import { describeHttpError, refusedAddress, StageTimeout } from './http-problems.ts';
import { readBody } from './read-body.ts';
import { guardedLookup, isRefusedAddress } from './refused-addresses.ts';
import type { ApiReply, ApiRequest, Transport } from './transport.ts';

export interface HttpLimits {
  /** Name resolution, TCP and TLS together, ms. */
  readonly connectMs: number;
  /** From the request to the first line of the answer, ms. */
  readonly headersMs: number;
  /** From there to its end, ms. */
  readonly bodyMs: number;
  /** As sent and as inflated. */
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
}

/** A range query may take long; 16 MiB is twenty times what a panel of a hundred series needs. */
export const DEFAULT_HTTP_LIMITS: HttpLimits = {
  connectMs: 5_000,
  headersMs: 30_000,
  bodyMs: 30_000,
  maxBodyBytes: 16 * 2 ** 20,
  maxHeaderBytes: 16 * 2 ** 10,
};

class StaleConnection extends Error {}

/**
 * Requests over HTTP or HTTPS that a hostile or broken server can't hurt: no redirect is followed, every stage has a
 * timeout, headers and body have a size, gzip is bounded by what it inflates to (T42, R7).
 */
export function createHttpTransport(address: ServerAddress, limits: HttpLimits = DEFAULT_HTTP_LIMITS): Transport {
  const secure = address.baseUrl.startsWith('https:');
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const refused = isRefusedAddress(new URL(address.baseUrl).hostname);

  const open = (request: ApiRequest, signal: AbortSignal): ClientRequest => {
    const form = new URLSearchParams(request.parameters).toString();
    const isPost = request.method === 'POST';
    const url = new URL(`${address.baseUrl}${request.path}${isPost || form === '' ? '' : `?${form}`}`);
    const client = (secure ? requestHttps : requestHttp)(url, {
      method: request.method,
      agent,
      signal,
      lookup: guardedLookup,
      maxHeaderSize: limits.maxHeaderBytes,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'gzip',
        'user-agent': 'war-room',
        ...(address.authorization === undefined ? {} : { authorization: address.authorization }),
        ...(isPost ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
    });
    client.end(isPost ? form : undefined);
    return client;
  };

  const exchange = async (request: ApiRequest, signal: AbortSignal): Promise<ApiReply> => {
    const client = open(request, signal);
    const bound = (ms: number) => Math.min(ms, request.timeoutMs ?? ms);
    const stopConnectTimer = startTimer(client, new StageTimeout('connect', bound(limits.connectMs)));
    let stopTimer = () => {};
    let answered = false;
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        client.once('socket', (socket: Socket) => {
          const connected = () => {
            stopConnectTimer();
            stopTimer = startTimer(client, new StageTimeout('headers', bound(limits.headersMs)));
          };
          if (client.reusedSocket || !socket.connecting) connected();
          else socket.once(secure ? 'secureConnect' : 'connect', connected);
        });
        client.once('response', resolve);
        client.on('error', reject);
      });
      answered = true;
      stopTimer();
      stopTimer = startTimer(response, new StageTimeout('body', bound(limits.bodyMs)));
      const body = await readBody(response, limits.maxBodyBytes);
      return {
        status: response.statusCode ?? 0,
        contentType: (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
        location: response.headers.location,
        body,
      };
    } catch (error) {
      client.destroy();
      throw client.reusedSocket && !answered && isReset(error) ? new StaleConnection() : error;
    } finally {
      stopConnectTimer();
      stopTimer();
    }
  };

  /** A server may close a kept connection just as it is used again: then another one is tried. */
  const exchangeAgain = async (request: ApiRequest, signal: AbortSignal): Promise<ApiReply> => {
    try {
      return await exchange(request, signal);
    } catch (error) {
      if (!(error instanceof StaleConnection) || signal.aborted) throw error;
      agent.destroy();
      return exchange(request, signal);
    }
  };

  return {
    serverName: address.name,
    async send(request, signal): Promise<MetricsOutcome<ApiReply>> {
      if (refused) return refusedAddress(address.name);
      try {
        return succeed(await exchangeAgain(request, signal));
      } catch (error) {
        return describeHttpError(error, address.name, limits.maxBodyBytes);
      }
    },
    close: () => agent.destroy(),
  };
}

function startTimer(target: ClientRequest | IncomingMessage, timeout: StageTimeout): () => void {
  const timer = setTimeout(() => target.destroy(timeout), timeout.afterMs);
  return () => clearTimeout(timer);
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}
