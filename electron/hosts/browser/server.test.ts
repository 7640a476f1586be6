import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { Client } from '#shared/contract/index.ts';
import { createRpcHandler } from '../../rpc/router.ts';
import { socketChannel } from '../../rpc/terminal-channels.ts';
import { smallServices } from '../../rpc/test-support/small-services.ts';
import { serveWebSocket } from '../../rpc/websocket.ts';
import { type BrowserServer, startBrowserServer } from './server.ts';
import { admittedSocket, ask, closeOf, logIn, postToken, tokenOf, tryUpgrade } from './test-support/visitor.ts';

const SESSION_ID = '019a3c1e-7a52-7000-8000-000000000001';
let page: string;
let server: BrowserServer;
let terminals: { sessionId: string; frames: Uint8Array[]; socket: WebSocket }[];

beforeEach(async () => {
  page = await mkdtemp(join(tmpdir(), 'war-room-page-'));
  await writeFile(join(page, 'index.html'), '<!doctype html><html><head></head><body>the page</body></html>');
  terminals = [];
  const handler = createRpcHandler(smallServices().services);
  const started = await startBrowserServer({
    page,
    port: 0,
    namedOrigins: ['http://localhost:9999'],
    onPage: (socket) => serveWebSocket(handler, socket),
    onTerminal(sessionId, socket) {
      const terminal = { sessionId, frames: [] as Uint8Array[], socket };
      terminals.push(terminal);
      const channel = socketChannel(socket);
      channel.onMessage((frame) => {
        terminal.frames.push(frame);
        channel.send(frame);
      });
    },
  });
  if (!started.ok) throw new Error(started.error.message);
  server = started.value;
});
afterEach(async () => {
  await server.close();
  await rm(page, { recursive: true });
});

const own = () => ({ origin: server.origin });

describe('where it listens', () => {
  it('[T10] answers on 127.0.0.1 and on no other address of the machine', async () => {
    expect((await ask(server.port, '/login')).status).toBe(200);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    for (const address of [...others, '127.0.0.2', '::1']) {
      const reached = await new Promise((resolve) => {
        const socket = connect(server.port, address);
        socket.once('connect', () => resolve(socket.destroy() && 'reached'));
        socket.once('error', () => resolve('refused'));
      });
      expect([address, reached]).toEqual([address, 'refused']);
    }
  });

  it('says in one line that a port is taken', async () => {
    const unused = { onPage: () => {}, onTerminal: () => {}, namedOrigins: [], page };
    expect(await startBrowserServer({ ...unused, port: server.port })).toEqual({
      ok: false,
      error: {
        code: 'port-taken',
        message: `Port ${server.port} is taken.`,
        action: 'Choose another with --port.',
      },
    });
  });
});

describe('who is answered', () => {
  it.each([
    'evil.example',
    'evil.example:80',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '10.0.0.1',
    '0.0.0.0',
    '@127.0.0.1',
  ])('[T12] refuses the foreign Host %j, logged in or not', async (host) => {
    const { cookie } = await logIn(server.port, server.launchUrl());
    for (const path of ['/', '/login', '/session']) {
      expect((await ask(server.port, path, { headers: { host, cookie } })).status).toBe(403);
    }
    const headers = { host, cookie, ...own() };
    expect(await tryUpgrade(server.port, '/rpc', headers)).toEqual({ open: false, status: 403 });
  });

  it.each(['localhost', 'LOCALHOST:1', '127.0.0.1:8080', '[::1]:1'])(
    '[T12] answers to the loopback name %s',
    async (host) => {
      expect((await ask(server.port, '/login', { headers: { host } })).status).toBe(200);
    },
  );

  it('[T14] gives nothing of the page to a browser that is not logged in', async () => {
    for (const path of ['/', '/index.html', '/assets/x.js', '/session', '/nothing', '/login/..%2findex.html']) {
      const answer = await ask(server.port, path);
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.text).not.toContain('the page');
    }
    const icon = await ask(server.port, '/favicon.ico');
    expect([icon.status, icon.text]).toEqual([204, '']);
    const forged = { cookie: `war-room-${server.port}=${'A'.repeat(32)}` };
    expect((await ask(server.port, '/', { headers: forged })).status).toBe(401);
  });

  it('[T14] changes nothing by GET: a link that was only fetched still logs in', async () => {
    const url = new URL(server.launchUrl());
    await ask(server.port, `${url.pathname}?token=${tokenOf(url.href)}`);
    expect((await logIn(server.port, url.href)).cookie).toMatch(/^war-room-\d+=[\w-]{32}$/);
    expect((await ask(server.port, '/', { method: 'DELETE' })).status).toBe(405);
  });

  it('[T15] tells the browser not to guess types and not to be framed, on every answer', async () => {
    for (const path of ['/', '/login', '/login.js', '/session']) {
      const { headers } = await ask(server.port, path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });

  it('[T15] hangs up on a login that is larger than a token', async () => {
    const answer = await postToken(server.port, 'x'.repeat(5000), own());
    expect(answer.status).toBe(403);
  });
});

describe('logging in', () => {
  it('[T13] takes a token of 192 bits once', async () => {
    const url = server.launchUrl();
    expect(Buffer.from(tokenOf(url), 'base64url')).toHaveLength(24);
    expect(tokenOf(server.launchUrl())).not.toBe(tokenOf(url));
    const first = await postToken(server.port, tokenOf(url), own());
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    const again = await postToken(server.port, tokenOf(url), own());
    expect([again.status, again.headers['set-cookie']]).toEqual([403, undefined]);
  });

  it('[T13] keeps the token out of what travels: it is in the fragment alone', () => {
    const url = new URL(server.launchUrl());
    expect([url.pathname, url.search]).toEqual(['/login', '']);
  });

  it.each(['http://evil.example', 'null', ''])('[T11] refuses a login from the origin %j', async (origin) => {
    const url = server.launchUrl();
    expect((await postToken(server.port, tokenOf(url), origin ? { origin } : {})).status).toBe(403);
    expect((await postToken(server.port, tokenOf(url), own())).status).toBe(200);
  });

  it('gives a new link to whoever can read the data directory, and to no page', async () => {
    const authorization = `Bearer ${server.controlSecret}`;
    const asked = await ask(server.port, '/launch', { method: 'POST', headers: { authorization } });
    expect((await logIn(server.port, JSON.parse(asked.text).url)).secret).toHaveLength(32);
    const refused = [
      await ask(server.port, '/launch', { method: 'POST' }),
      await ask(server.port, '/launch', { method: 'POST', headers: { authorization: 'Bearer x' } }),
      await ask(server.port, '/launch', { method: 'POST', headers: { authorization, ...own() } }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});

describe('letting WebSockets in', () => {
  it('serves the contract once Origin, cookie and secret are right', async () => {
    const session = await logIn(server.port, server.launchUrl());
    const socket = await admittedSocket(server.port, '/rpc', session);
    const client: Client = createORPCClient(new RPCLink({ websocket: socket as never }));
    expect(await client.app.hello({ contractVersion: 1 })).toMatchObject({ ok: true });
    socket.terminate();
  });

  it('[T11] compares the Origin exactly and refuses a missing one', async () => {
    const { cookie } = await logIn(server.port, server.launchUrl());
    const { port } = server;
    const refused = [
      ...['http://evil.example', 'null', `https://127.0.0.1:${port}`, `http://127.0.0.1:${port}.evil.example`],
      ...[`http://127.0.0.1:${port + 1}`, 'http://127.0.0.1', `http://localhost:${port}/`, 'http://localhost:9998'],
    ];
    for (const origin of refused) {
      expect([origin, await tryUpgrade(port, '/rpc', { cookie, origin })]).toEqual([
        origin,
        { open: false, status: 403 },
      ]);
    }
    expect(await tryUpgrade(port, '/rpc', { cookie })).toEqual({ open: false, status: 403 });
    for (const origin of [server.origin, `http://localhost:${port}`, `http://[::1]:${port}`, 'http://localhost:9999']) {
      const result = await tryUpgrade(port, '/rpc', { cookie, origin });
      expect([origin, result.open]).toEqual([origin, true]);
      if (result.open) result.socket.terminate();
    }
  });

  it('[T13] refuses a socket without the cookie, or with the cookie of another port', async () => {
    const { cookie } = await logIn(server.port, server.launchUrl());
    const value = cookie.split('=')[1];
    for (const wrong of ['', `war-room-1=${value}`, `war-room-${server.port}=x`]) {
      const result = await tryUpgrade(server.port, '/rpc', { cookie: wrong, ...own() });
      expect([wrong, result]).toEqual([wrong, { open: false, status: 401 }]);
    }
  });

  it('[T13] ends a socket whose first frame is not the secret of its own session', async () => {
    const session = await logIn(server.port, server.launchUrl());
    const other = await logIn(server.port, server.launchUrl());
    for (const first of [other.secret, session.cookie, '', '{"i":"1"}', Buffer.from(session.secret)]) {
      for (const path of ['/rpc', `/terminal/${SESSION_ID}`]) {
        const result = await tryUpgrade(server.port, path, { cookie: session.cookie, ...own() });
        if (!result.open) throw new Error('refused too early');
        result.socket.send(first);
        expect(await closeOf(result.socket)).toBe(4401);
      }
    }
    expect(terminals).toEqual([]);
  });

  it('[T13] ends a socket that stays silent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const session = await logIn(server.port, server.launchUrl());
    const result = await tryUpgrade(server.port, '/rpc', { cookie: session.cookie, ...own() });
    if (!result.open) throw new Error('refused too early');
    const closed = closeOf(result.socket);
    vi.advanceTimersByTime(5000);
    vi.useRealTimers();
    expect(await closed).toBe(4401);
  });

  it('carries binary frames of one session both ways', async () => {
    const session = await logIn(server.port, server.launchUrl());
    const socket = await admittedSocket(server.port, `/terminal/${SESSION_ID}`, session);
    const echoed = new Promise((resolve) => socket.once('message', (data) => resolve(data)));
    socket.send('text is not a frame');
    socket.send(new Uint8Array([0, 255, 1]));
    expect(await echoed).toEqual(Buffer.from([0, 255, 1]));
    expect(terminals.map(({ sessionId }) => sessionId)).toEqual([SESSION_ID]);
    socket.terminate();
  });

  it.each(['/', '/terminal/', '/terminal/not-an-id', '/rpc/x'])('knows no socket at %s', async (path) => {
    const { cookie } = await logIn(server.port, server.launchUrl());
    expect(await tryUpgrade(server.port, path, { cookie, ...own() })).toMatchObject({ open: false });
  });

  it('[T15] ends a socket that sends a frame above the size limit', async () => {
    const session = await logIn(server.port, server.launchUrl());
    const calls = await admittedSocket(server.port, '/rpc', session);
    calls.send('x'.repeat(5 * 1024 * 1024));
    expect(await closeOf(calls)).toBe(1009);
    const terminal = await admittedSocket(server.port, `/terminal/${SESSION_ID}`, session);
    terminal.send(new Uint8Array(2 * 1024 * 1024));
    expect(await closeOf(terminal)).toBe(1009);
  });

  it('[T15] slows a flood of terminal input down, loses none of it, and serves the others meanwhile', async () => {
    const session = await logIn(server.port, server.launchUrl());
    const flood = await admittedSocket(server.port, `/terminal/${SESSION_ID}`, session);
    const calls = await admittedSocket(server.port, '/rpc', session);
    const client: Client = createORPCClient(new RPCLink({ websocket: calls as never }));
    const received = () => terminals[0]?.frames.reduce((sum, frame) => sum + frame.length, 0) ?? 0;
    const started = performance.now();
    for (let count = 0; count < 96; count += 1) flood.send(new Uint8Array(64 * 1024));
    const asked = performance.now();
    expect(await client.app.hello({ contractVersion: 1 })).toMatchObject({ ok: true });
    expect(performance.now() - asked).toBeLessThan(1000);
    await vi.waitFor(() => expect(received()).toBe(96 * 64 * 1024), { timeout: 15_000, interval: 50 });
    // 4 MiB at once, then 1 MiB a second: 6 MiB take about two seconds.
    expect(performance.now() - started).toBeGreaterThan(1200);
    flood.terminate();
    calls.terminate();
  });
});
