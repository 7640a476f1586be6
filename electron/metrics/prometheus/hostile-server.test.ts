import type { ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type Server } from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { fetchSamples } from '../samples.ts';
import { panel } from '../test-support/controlled-source.ts';
import { selfSigned } from '../test-support/self-signed.ts';
import { answerJson, deserted, serve } from '../test-support/serve.ts';
import { parseAddress } from './address.ts';
import { createPrometheusApi } from './api.ts';
import { createHttpTransport, type HttpLimits } from './http-transport.ts';
import { DEFAULT_SAMPLE_LIMITS } from './matrix.ts';

const grid = { startMs: 1_000_000, stepMs: 1_000, count: 10 };
const limits: HttpLimits = {
  connectMs: 300,
  headersMs: 300,
  bodyMs: 500,
  maxBodyBytes: 2 ** 20,
  maxHeaderBytes: 8192,
};

function apiAt(url: string) {
  const address = parseAddress(url);
  if (!address.ok) throw new Error(address.error.message);
  const api = createPrometheusApi(createHttpTransport(address.value, limits));
  onTestFinished(() => api.close());
  return api;
}

const ask = (url: string) => apiAt(url).queryRange('up', grid, AbortSignal.timeout(10_000));
const askOf = async (answer: (response: ServerResponse) => void) =>
  ask((await serve((_, response) => answer(response))).url);
const problem = (code: string, words: RegExp) => ({
  ok: false,
  error: { code, message: expect.stringMatching(words), action: expect.any(String) },
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

it('[R7] says that nothing answers', async () => {
  expect(await ask(await deserted())).toEqual(problem('unreachable', /Nothing answers at 127\.0\.0\.1:\d+ \(conn/));
});

it('[R7] says that a name is unknown', async () => {
  expect(await ask('http://no-such-host.invalid')).toEqual(problem('unreachable', /can't be resolved/));
});

it('[R7] gives up on a server that never answers', async () => {
  expect(await askOf(() => {})).toEqual(problem('timeout', /did not answer within 0.3 s/));
});

it('[R7] gives up on an answer that never ends', async () => {
  const outcome = await askOf((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"status":');
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  expect(outcome).toEqual(problem('timeout', /did not finish within 0.5 s/));
});

it('[R7] shows the server error as it is', async () => {
  expect(
    await askOf((response) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"status":"error","errorType":"internal","error":"disk is full"}');
    }),
  ).toEqual(problem('server-error', /failed \(internal\): disk is full/));
});

it('[R7] shows what a starting Prometheus says in plain text', async () => {
  expect(
    await askOf((response) => {
      response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('Service Unavailable');
    }),
  ).toEqual(problem('server-error', /HTTP 503: Service Unavailable/));
});

it('[R7] takes a web page for what it is, whatever its status', async () => {
  const page = (status: number) =>
    askOf((response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<html>log in</html>'));
  expect(await page(200)).toEqual(problem('not-prometheus', /HTTP 200 with a web page/));
  expect(await page(404)).toEqual(problem('not-prometheus', /HTTP 404 with a web page/));
  expect(await page(502)).toEqual(problem('server-error', /HTTP 502/));
});

it('[R7] is not fooled by other JSON', async () => {
  expect(
    await askOf((response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello":1}')),
  ).toEqual(problem('not-prometheus', /not as Prometheus does/));
});

it('[R7] never takes a truncated answer for a whole one', async () => {
  const body = JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: [] } });
  expect(
    await askOf((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length + 10 });
      response.write(body);
      setTimeout(() => response.destroy(), 20);
    }),
  ).toEqual(problem('unreachable', /broke off/));
  expect(
    await askOf((response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body.slice(0, -3))),
  ).toEqual(problem('server-error', /no valid JSON/));
  expect(
    await askOf((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(body).subarray(0, -12));
    }),
  ).toEqual(problem('server-error', /damaged or incomplete/));
});

it('[T42] follows no redirect', async () => {
  const elsewhere = await serve((_, response) => answerJson(response, {}));
  const outcome = await askOf((response) =>
    response.writeHead(302, { location: `${elsewhere.url}/login?token=canary` }).end(),
  );
  expect(outcome).toEqual(problem('redirected', /redirects to http:\/\/127\.0\.0\.1:\d+\/login; redirects are not/));
  expect(JSON.stringify(outcome)).not.toContain('canary');
  expect(elsewhere.requests).toEqual([]);
});

it('[R7] stops reading a body that is too large, announced or not', async () => {
  expect(
    await askOf((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 ** 30 });
      response.write('[');
    }),
  ).toEqual(problem('too-large', /larger than 1 MiB/));
  let sent = 0;
  const endless = await askOf((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(65_536, ' ');
    const pour = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on('drain', pour);
    pour();
  });
  expect(endless).toEqual(problem('too-large', /larger than 1 MiB/));
  expect(sent).toBeLessThan(64 * 2 ** 20);
});

it('[R7] stops inflating a gzip bomb', async () => {
  const before = process.memoryUsage().rss;
  const outcome = await askOf((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    const gzip = createGzip();
    gzip.pipe(response);
    const zeros = Buffer.alloc(2 ** 20);
    let left = 200;
    const pour = () => {
      while (left > 0 && !response.destroyed) {
        left -= 1;
        if (!gzip.write(zeros)) return void gzip.once('drain', pour);
      }
      gzip.end();
    };
    pour();
  });
  expect(outcome).toEqual(problem('too-large', /larger than 1 MiB/));
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
});

it('[T42] refuses headers without end', async () => {
  expect(await askOf((response) => response.writeHead(200, { 'x-padding': 'x'.repeat(10_000) }).end())).toEqual(
    problem('too-large', /headers/),
  );
});

it('[R7] knows what is not HTTP', async () => {
  const port = await listen(
    createTcpServer((socket) => void socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2\r\n')),
  );
  expect(await ask(`127.0.0.1:${port}`)).toEqual(problem('not-prometheus', /not HTTP/));
});

it('[R7] says why a certificate is not trusted', async () => {
  const port = await listen(createHttpsServer(selfSigned, (_, response) => answerJson(response, {})));
  expect(await ask(`https://127.0.0.1:${port}`)).toEqual(problem('tls-error', /self-signed certificate/));
});

it('[R7] says when there is no TLS behind an https address', async () => {
  const plain = await serve((_, response) => answerJson(response, {}));
  expect(await ask(plain.url.replace('http:', 'https:'))).toEqual(problem('tls-error', /does not speak TLS/));
});

it('[T42] sends nothing to a metadata address', async () => {
  const started = performance.now();
  expect(await ask('http://169.254.169.254/latest/meta-data')).toEqual(problem('refused-address', /link-local/));
  expect(performance.now() - started).toBeLessThan(200);
});

it('[R7] reads NaN and infinities, and hands warnings on', async () => {
  const outcome = await askOf((response) =>
    answerJson(
      response,
      { resultType: 'matrix', result: [{ metric: {}, values: [[1000, 'NaN']] }] },
      { warnings: ['a store is down'], infos: ['is this a counter?'] },
    ),
  );
  expect(outcome).toEqual({
    ok: true,
    value: {
      data: { resultType: 'matrix', result: [{ metric: {}, values: [[1000, 'NaN']] }] },
      warnings: ['a store is down'],
      infos: ['is this a counter?'],
    },
  });
});

it('[M10] posts queries as a form', async () => {
  let received = '';
  const server = await serve((request, response, body) => {
    received = `${request.headers['content-type']} ${body}`;
    answerJson(response, {});
  });
  await ask(server.url);
  expect(server.requests).toEqual(['POST /api/v1/query_range']);
  expect(received).toBe('application/x-www-form-urlencoded query=up&start=1000&end=1009&step=1');
});

it.each([405, 400])('[M10] falls back to GET once where POST gets %i, and remembers it', async (status) => {
  const server = await serve((request, response) => {
    if (request.method === 'POST') response.writeHead(status, { 'content-type': 'text/plain' }).end('no');
    else answerJson(response, {});
  });
  const api = apiAt(server.url);
  for (let turn = 0; turn < 3; turn++) {
    expect(await api.queryRange('up', grid, AbortSignal.timeout(5000))).toMatchObject({ ok: true });
  }
  const [get, post] = ['GET /api/v1/query_range', 'POST /api/v1/query_range'];
  expect(server.requests).toEqual([post, get, get, get]);
});

it('[M10] takes a 400 for a wrong query once a POST went well', async () => {
  const server = await serve((_, response, body) => {
    if (body.includes('query=up')) return answerJson(response, {});
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end('{"status":"error","errorType":"bad_data","error":"parse error"}');
  });
  const api = apiAt(server.url);
  await api.queryRange('up', grid, AbortSignal.timeout(5000));
  expect(await api.queryRange('sum(', grid, AbortSignal.timeout(5000))).toEqual(
    problem('bad-query', /refuses the query: parse error/),
  );
  expect(server.requests).toEqual(['POST /api/v1/query_range', 'POST /api/v1/query_range']);
});

it('[M11] sends the credentials of the address with every request, and asks for them where they are missing', async () => {
  const server = await serve((request, response) => {
    const expected = `Basic ${Buffer.from('ada:canary').toString('base64')}`;
    if (request.headers.authorization === expected) answerJson(response, { version: '3.0.0' });
    else response.writeHead(401, { 'content-type': 'text/plain' }).end('Unauthorized');
  });
  const signal = AbortSignal.timeout(5000);
  expect(await apiAt(server.url.replace('//', '//ada:canary@')).identify(signal)).toEqual({
    ok: true,
    value: { version: '3.0.0' },
  });
  expect(await apiAt(server.url).identify(signal)).toEqual(problem('unauthorized', /wants a login/));
});

it('survives a server that closes kept connections just as they are used again', async () => {
  const server = await serve((_, response) => {
    answerJson(response, {});
    response.socket?.setTimeout(30, () => response.socket?.destroy());
  });
  const api = apiAt(server.url);
  for (let turn = 0; turn < 8; turn++) {
    expect(await api.queryRange('up', grid, AbortSignal.timeout(5000))).toMatchObject({ ok: true });
    await new Promise((resolve) => setTimeout(resolve, 29));
  }
});

it('lists alerts by rule, or plainly where rules are not known', async () => {
  const alert = {
    labels: { alertname: 'A' },
    annotations: {},
    state: 'firing',
    activeAt: '2026-01-01T00:00:00Z',
    value: '1',
  };
  const server = await serve((request, response) => {
    if (request.url?.startsWith('/api/v1/alerts')) answerJson(response, { alerts: [alert] });
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
  });
  expect(await apiAt(server.url).alerts(AbortSignal.timeout(5000))).toMatchObject({ ok: true, value: [{ name: 'A' }] });
  expect(server.requests).toEqual(['GET /api/v1/rules', 'GET /api/v1/alerts']);
});

it('[M19] answers 100,000 series with the first hundred and the number of the others', async () => {
  const result = Array.from({ length: 100_000 }, (_, i) => ({ metric: { pod: `pod-${i}` }, values: [[1000, '1']] }));
  const body = JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
  const server = await serve((_, response) => response.setHeader('content-type', 'application/json').end(body));
  const address = parseAddress(server.url);
  if (!address.ok) throw new Error(address.error.message);
  const api = createPrometheusApi(createHttpTransport(address.value));
  onTestFinished(() => api.close());
  const samples = await fetchSamples(api, panel, ['up'], grid, DEFAULT_SAMPLE_LIMITS, AbortSignal.timeout(20_000));
  if (!samples.ok) throw new Error(samples.error.message);
  expect(samples.value.series).toHaveLength(100);
  expect(samples.value.dropped).toEqual({ series: 99_900, points: 0 });
});
