import { connect } from 'node:net';
import type { Probe, ProbeResult } from '#shared/domain/probe.ts';
import { createHttpTransport, DEFAULT_HTTP_LIMITS, guardedLookup, isRefusedAddress } from '../metrics/index.ts';

/** Asks once. Never throws, follows no redirect, and never waits longer than the probe's timeout (T42). */
export function checkProbe(probe: Probe, signal: AbortSignal): Promise<ProbeResult> {
  const url = new URL(probe.target);
  return url.protocol === 'tcp:' ? checkTcp(url, probe, signal) : checkHttp(url, probe, signal);
}

async function checkHttp(url: URL, probe: Probe, signal: AbortSignal): Promise<ProbeResult> {
  const timeoutMs = probe.timeoutSeconds * 1000;
  const transport = createHttpTransport(
    { baseUrl: url.origin, name: url.host, authorization: undefined },
    { ...DEFAULT_HTTP_LIMITS, connectMs: timeoutMs, headersMs: timeoutMs, bodyMs: timeoutMs, maxBodyBytes: 2 ** 20 },
  );
  try {
    const parameters = Object.fromEntries(url.searchParams);
    const reply = await transport.send({ method: 'GET', path: url.pathname, parameters }, signal);
    if (!reply.ok) return { healthy: false, detail: reply.error.message };
    const { status } = reply.value;
    return status >= 200 && status < 300 ? { healthy: true } : { healthy: false, detail: `answered ${status}` };
  } finally {
    transport.close();
  }
}

function checkTcp(url: URL, probe: Probe, signal: AbortSignal): Promise<ProbeResult> {
  const { promise, resolve } = Promise.withResolvers<ProbeResult>();
  const port = Number(url.port);
  if (!Number.isInteger(port) || port < 1)
    return Promise.resolve({ healthy: false, detail: 'the address has no port' });
  if (isRefusedAddress(url.hostname)) return Promise.resolve({ healthy: false, detail: 'this address is never asked' });
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port, lookup: guardedLookup, signal });
  socket.setTimeout(probe.timeoutSeconds * 1000, () => {
    resolve({ healthy: false, detail: `no connection within ${probe.timeoutSeconds} s` });
    socket.destroy();
  });
  socket.once('connect', () => {
    resolve({ healthy: true });
    socket.destroy();
  });
  socket.once('error', (error: NodeJS.ErrnoException) => {
    resolve({ healthy: false, detail: error.code ?? error.message });
  });
  return promise;
}
