import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { type Client, CONTRACT_VERSION } from '#shared/contract/index.ts';
import { findChromium, realSurroundings } from '../hosts/browser/chromium.ts';
import { admittedSocket, logIn, tokenOf } from '../hosts/browser/test-support/visitor.ts';
import { commandLine, ended, firstLine } from './test-support.ts';

/** Kills what the test leaves behind. */
function guarded(child: ChildProcess): ChildProcess {
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const over = ended(child);
    child.kill('SIGKILL');
    await over;
  });
  return child;
}

interface Visit {
  readonly socket: WebSocket;
  readonly client: Client;
}

/** Opens the link as a browser does, and calls as the page does. */
async function visit(url: string): Promise<Visit> {
  const port = Number(new URL(url).port);
  const socket = await admittedSocket(port, '/rpc', await logIn(port, url));
  return { socket, client: createORPCClient(new RPCLink({ websocket: socket as never })) };
}

describe('war-room serve', () => {
  it('prints one JSON line, serves the whole program, and ends cleanly when it is told to', async () => {
    const { start, run, dataDir } = commandLine();
    const child = guarded(start('serve', '--no-open', '--actor', 'Ada'));
    const over = ended(child);
    const { url, pid } = JSON.parse(await firstLine(child));
    expect(pid).toBe(child.pid);
    const { client } = await visit(url);
    expect(await client.app.hello({ contractVersion: CONTRACT_VERSION })).toMatchObject({
      ok: true,
      value: { dataDir },
    });

    const declared = await client.incidents.declare({ title: 'Checkout down', severity: 'SEV-1' });
    if (!declared.ok) throw new Error(declared.error.message);
    const { incidentId } = declared.value;
    expect(declared.value.events[0]?.actor).toMatchObject({ name: 'Ada' });

    const stream = await client.timeline.watch({ incidentId, newest: 50 });
    expect((await stream.next()).value).toMatchObject({ kind: 'newest', older: false });
    await run('incident', 'note', incidentId, 'from another terminal');
    const { value } = await stream.next();
    expect(value).toMatchObject({ kind: 'changed', entries: [{ text: 'from another terminal' }] });

    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await over;
    expect([code, stdout.split('\n').length]).toEqual([0, 2]);
    expect(stderr).toMatch(/^war-room: from another machine: ssh -L (\d+):127\.0\.0\.1:\1 .*\n$/);
    expect(existsSync(join(dataDir, 'app.json'))).toBe(false);
  }, 60_000);

  it('[T62] shows the first application to a second one, which ends', async () => {
    const { start, run } = commandLine();
    const child = guarded(start('serve', '--no-open'));
    const { url, pid } = JSON.parse(await firstLine(child));
    const second = await run('serve', '--no-open');
    expect(second.code).toBe(0);
    expect(second.stderr).toContain(`(process ${pid}); this shows that one.`);
    const fresh = JSON.parse(second.stdout);
    expect(fresh.pid).toBe(pid);
    expect([tokenOf(fresh.url) === tokenOf(url), new URL(fresh.url).port]).toEqual([false, new URL(url).port]);
    const { client } = await visit(fresh.url);
    expect(await client.app.hello({ contractVersion: CONTRACT_VERSION })).toMatchObject({ ok: true });
  }, 60_000);

  it('[T62] starts again after it was killed, and has kept what was recorded', async () => {
    const { start } = commandLine();
    const child = guarded(start('serve', '--no-open'));
    const { client } = await visit(JSON.parse(await firstLine(child)).url);
    const declared = await client.incidents.declare({ title: 'Kept', severity: 'SEV-2' });
    expect(declared.ok).toBe(true);
    const over = ended(child);
    child.kill('SIGKILL');
    await over;
    const again = guarded(start('serve', '--no-open'));
    const visited = await visit(JSON.parse(await firstLine(again)).url);
    expect(await visited.client.incidents.list()).toMatchObject([{ title: 'Kept' }]);
  }, 60_000);

  it('says in one line that its port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { port: number };
    const { run, dataDir } = commandLine();
    expect(await run('serve', '--no-open', '--port', String(port))).toEqual({
      code: 1,
      stdout: '',
      stderr: `war-room: Port ${port} is taken. Choose another with --port.\n`,
    });
    expect(existsSync(join(dataDir, 'app.json'))).toBe(false);
  });
});

describe('war-room', () => {
  it('prints the URL and the way through a tunnel where there is no display', async () => {
    const { start } = commandLine({ WAR_ROOM_HOST: 'browser' });
    const child = guarded(start());
    const over = ended(child);
    const url = await firstLine(child);
    expect(await (await visit(url)).client.app.hello({ contractVersion: CONTRACT_VERSION })).toMatchObject({
      ok: true,
    });
    child.kill('SIGINT');
    const { code, stderr } = await over;
    expect(code).toBe(0);
    expect(stderr).toContain('there is no display here');
    expect(stderr).toContain(`ssh -L ${new URL(url).port}:127.0.0.1:${new URL(url).port}`);
  }, 60_000);

  it('[T16] opens a window, and stops when the window is closed', async () => {
    const chromium = findChromium(realSurroundings());
    if (chromium === undefined) throw new Error('this test needs a Chromium');
    const folder = mkdtempSync(join(tmpdir(), 'war-room-browser-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    // The same program, told not to look for a display; it leaves its process id.
    const browser = join(folder, 'browser');
    const pidFile = join(folder, 'pid');
    const flags = '--headless=new --no-sandbox --disable-quic';
    writeFileSync(browser, `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${chromium}' ${flags} "$@"\n`);
    chmodSync(browser, 0o700);
    const cli = commandLine({ WAR_ROOM_HOST: 'browser', DISPLAY: ':none', WAR_ROOM_CHROMIUM: browser });
    const child = guarded(cli.start());
    const over = ended(child);
    await vi.waitFor(() => expect(existsSync(join(cli.dataDir, 'launch.html'))).toBe(true), { timeout: 40_000 });
    // It goes once the window has logged in.
    await vi.waitFor(() => expect(existsSync(join(cli.dataDir, 'launch.html'))).toBe(false), { timeout: 40_000 });
    process.kill(Number(readFileSync(pidFile, 'utf8')));
    expect(await over).toMatchObject({ code: 0, stdout: '' });
  }, 120_000);

  it('takes an unknown host for wrong usage, and says where Electron would come from', async () => {
    expect(await commandLine({ WAR_ROOM_HOST: 'netscape' }).run()).toEqual({
      code: 2,
      stdout: '',
      stderr: 'war-room: WAR_ROOM_HOST is "netscape"; it can be "electron" or "browser"\n',
    });
    const missing = { WAR_ROOM_HOST: 'electron', ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' };
    expect(await commandLine(missing).run()).toEqual({
      code: 1,
      stdout: '',
      stderr: 'war-room: Electron is not installed. `npm start` downloads it.\n',
    });
  });
});

it('tells in doctor what works, what does not, and what to do', async () => {
  const { run, dataDir } = commandLine();
  const { code, stdout } = await run('doctor', '--json');
  const checks: { name: string; state: string; detail: string; action: string }[] = JSON.parse(stdout).checks;
  expect(checks.map(({ name }) => name)).toEqual([
    ...['Node', 'Electron', 'Chromium', 'Shell', 'SQLite', 'Data directory', 'Prometheus'],
  ]);
  expect(code).toBe(0);
  const byName = Object.fromEntries(checks.map((check) => [check.name, check]));
  expect(byName.Shell).toEqual({ name: 'Shell', state: 'ok', detail: '/bin/bash, commands are recorded', action: '' });
  expect(byName.Node).toMatchObject({ state: 'ok', detail: process.versions.node });
  expect(byName['Data directory']).toMatchObject({ state: 'ok', detail: `${dataDir}, 0 events` });
  expect(checks.filter(({ state, action }) => state !== 'ok' && action === '')).toEqual([]);

  writeFileSync(join(dataDir, '../file'), '');
  const broken = await run('doctor', '--data-dir', join(dataDir, '../file/data'));
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/^failed {3}Data directory {2}.* cannot be used\.$/m);
  expect(broken.stderr).toBe('war-room: A check failed.\n');
}, 60_000);
