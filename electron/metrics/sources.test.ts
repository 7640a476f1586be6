import { expect, it, onTestFinished } from 'vitest';
import { DEFAULT_HTTP_LIMITS } from './prometheus/http-transport.ts';
import { createSimulation } from './simulated/transport.ts';
import { createSources, type RememberedSource } from './sources.ts';
import { createMemory } from './test-support/memory.ts';
import { answerJson, deserted, serve } from './test-support/serve.ts';

const NOW = 1_795_000_000_000;
const signal = () => AbortSignal.timeout(10_000);

function setUp(options: { remembered?: RememberedSource; discoverUrl?: string } = {}) {
  const memory = createMemory(options.remembered);
  const sources = createSources({
    memory,
    now: () => NOW,
    limits: DEFAULT_HTTP_LIMITS,
    discoverUrl: options.discoverUrl ?? 'http://127.0.0.1:1',
    createSimulation: (startedAt) => createSimulation({ seed: 1, startedAt }, [], () => NOW),
  });
  onTestFinished(() => sources.close());
  return { memory, sources };
}

const servePrometheus = (version = '2.42.0') => serve((_, response) => answerJson(response, { version }));

it('connects, shows the version and remembers the address', async () => {
  const server = await servePrometheus();
  const { sources, memory } = setUp();
  const source = { kind: 'prometheus', name: new URL(server.url).host, url: server.url, version: '2.42.0' };
  expect(await sources.connect(`${server.url}/graph`, signal())).toEqual({ ok: true, value: source });
  expect(sources.shown.get()).toEqual({ source });
  expect(sources.connections.get()?.source).toEqual(source);
  expect(memory.saved()).toEqual({ kind: 'prometheus', url: server.url });
});

it('stays with the source it has when another can not be reached', async () => {
  const { sources, memory } = setUp();
  sources.useSimulated();
  expect(await sources.connect(await deserted(), signal())).toMatchObject({
    ok: false,
    error: { code: 'unreachable' },
  });
  expect(await sources.connect('gopher://x', signal())).toMatchObject({ ok: false, error: { code: 'invalid-url' } });
  expect(sources.connections.get()?.source.kind).toBe('simulated');
  expect(memory.saved()).toEqual({ kind: 'simulated', startedAt: NOW });
});

it('accepts a compatible store that has no build information', async () => {
  const server = await serve((request, response) => {
    if (request.url?.startsWith('/api/v1/query?')) answerJson(response, { resultType: 'vector', result: [] });
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
  });
  const { sources } = setUp();
  expect(await sources.connect(server.url, signal())).toEqual({
    ok: true,
    value: { kind: 'prometheus', name: new URL(server.url).host, url: server.url },
  });
});

it('[M11] keeps user and password out of what is shown and remembered', async () => {
  const server = await servePrometheus();
  const { sources, memory } = setUp();
  const outcome = await sources.connect(server.url.replace('//', '//ada:canary@'), signal());
  expect(outcome.ok).toBe(true);
  expect(JSON.stringify([outcome, sources.shown.get(), memory.saved()])).not.toMatch(/canary|ada/);
});

it('[M12] finds a Prometheus where it usually is', async () => {
  const server = await servePrometheus('3.1.0');
  const { sources, memory } = setUp({ discoverUrl: server.url });
  expect(await sources.discover(signal())).toMatchObject({ url: server.url, version: '3.1.0' });
  expect(sources.connections.get()).toBeUndefined();
  expect(memory.saved()).toBeUndefined();
});

it('[M12] does not take something else on that port for Prometheus, and does not wait for it', async () => {
  const page = await serve((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hi</h1>'),
  );
  const json = await serve((_, response) => answerJson(response, { hello: 'world' }));
  const silent = await serve(() => {});
  for (const url of [page.url, json.url, silent.url, `http://${await deserted()}`]) {
    const begun = performance.now();
    expect(await setUp({ discoverUrl: url }).sources.discover(signal())).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(2_500);
  }
});

it('[M17] takes the last source up again, also while it is down, and adds its version once it answers', async () => {
  const server = await servePrometheus();
  await server.close();
  const { sources } = setUp({ remembered: { kind: 'prometheus', url: server.url } });
  expect(sources.shown.get()).toEqual({
    source: { kind: 'prometheus', name: new URL(server.url).host, url: server.url },
  });
  expect(sources.connections.get()).toBeDefined();
  const back = await servePrometheus('2.53.0');
  const again = setUp({ remembered: { kind: 'prometheus', url: back.url } }).sources;
  await expect.poll(() => again.shown.get().source?.version).toBe('2.53.0');
});

it('[M17] goes on with the simulated story where it was', () => {
  const { sources, memory } = setUp({ remembered: { kind: 'simulated', startedAt: NOW - 60_000 } });
  expect(sources.shown.get().source?.kind).toBe('simulated');
  sources.useSimulated();
  expect(memory.saved()).toEqual({ kind: 'simulated', startedAt: NOW - 60_000 });
});

it('forgets the source when it is disconnected', async () => {
  const { sources, memory } = setUp({ remembered: { kind: 'simulated', startedAt: NOW } });
  const closed = sources.connections.get()?.closed;
  sources.disconnect();
  expect(closed?.aborted).toBe(true);
  expect(sources.shown.get()).toEqual({});
  expect(memory.saved()).toBeUndefined();
});

it('lets the later of two choices win', async () => {
  const slow = await serve((_, response) => setTimeout(() => answerJson(response, { version: '1' }), 200));
  const { sources } = setUp();
  const connecting = sources.connect(slow.url, signal());
  sources.useSimulated();
  expect((await connecting).ok).toBe(false);
  expect(sources.connections.get()?.source.kind).toBe('simulated');
});
