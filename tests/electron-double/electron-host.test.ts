import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DoubleProcess } from './double-process.ts';

/** The built Electron host, where it does what no other host does. The suite in `tests/e2e` walks the rest. */
const main = join(import.meta.dirname, '../../out/main/main.js');

function scratchDataDir(): string {
  const scratch = mkdtempSync(join(tmpdir(), 'war-room-electron-host-'));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return join(scratch, 'data');
}

function start(dataDir: string, ...args: string[]): DoubleProcess {
  const program = new DoubleProcess({ main, args, env: { WAR_ROOM_DATA_DIR: dataDir, SHELL: '/bin/bash' } });
  onTestFinished(() => program.dispose());
  return program;
}

/** Calls one procedure from inside the page, over a port of its own, as the page's client does. */
function call(page: Page, path: string, input: unknown): Promise<{ ok: boolean; value: { sessionId: string } }> {
  return page.evaluate(
    ([purpose, message]) =>
      new Promise((resolve) => {
        const take = (event: MessageEvent) => {
          const [port] = event.ports;
          if (event.data?.purpose !== purpose || !port) return;
          removeEventListener('message', take);
          port.onmessage = ({ data }) => {
            port.close();
            resolve(JSON.parse(data).p.b.json);
          };
          port.postMessage(message);
        };
        addEventListener('message', take);
        (window as unknown as { warRoom: { requestPort(purpose: string): void } }).warRoom.requestPort(purpose);
      }),
    ['rpc', JSON.stringify({ i: '1', p: { u: `/${path}`, b: { json: input } } })] as const,
  );
}

/** Asks for a port and says whether main keeps it open. */
function keepsPort(page: Page, purpose: string): Promise<boolean> {
  return page.evaluate(
    (wanted) =>
      new Promise<boolean>((resolve) => {
        addEventListener('message', (event: MessageEvent) => {
          const [port] = event.ports;
          if (event.data?.purpose !== wanted || !port) return;
          port.addEventListener('close', () => resolve(false));
          port.start();
          setTimeout(() => resolve(true), 1000);
        });
        (window as unknown as { warRoom: { requestPort(purpose: string): void } }).warRoom.requestPort(wanted);
      }),
    purpose,
  );
}

async function typeInto(page: Page, sessionId: string, text: string): Promise<void> {
  await page.evaluate(
    ([id, input]) =>
      new Promise<void>((resolve) => {
        addEventListener('message', (event: MessageEvent) => {
          const [port] = event.ports;
          if (event.data?.purpose !== `terminal:${id}` || !port) return;
          port.start();
          port.postMessage(new Uint8Array([0, ...new TextEncoder().encode(input)]));
          resolve();
        });
        (window as unknown as { warRoom: { requestPort(purpose: string): void } }).warRoom.requestPort(
          `terminal:${id}`,
        );
      }),
    [sessionId, text] as const,
  );
}

it('[T62] shows the first window to a second start on the same data directory', async () => {
  const dataDir = scratchDataDir();
  const first = start(dataDir);
  await first.page();
  const second = start(dataDir);
  expect(await second.exited).toBe(0);
  expect(second.output).toBe(`war-room: already open on ${dataDir}; its window was brought to the front\n`);
  const served = start(dataDir, 'serve', '--no-open');
  expect(await served.exited).toBe(1);
  expect(served.output).toMatch(/^war-room: War Room is already open on .*, in its own window \(process \d+\)\..*\n$/);
  expect((await first.ask('records')).findings).toEqual([]);
});

it('[T9] answers a command on the terminal, without a window', async () => {
  const dataDir = scratchDataDir();
  const declared = start(dataDir, 'incident', 'declare', '--title', 'From the package', '--severity', 'SEV-1');
  expect(await declared.exited).toBe(0);
  const listed = start(dataDir, '--data-dir', dataDir, 'incident', 'list', '--json');
  expect(await listed.exited).toBe(0);
  expect(JSON.parse(listed.stdout)).toMatchObject([{ id: declared.stdout.trim(), title: 'From the package' }]);
  const wrong = start(dataDir, 'incident', 'nonsense');
  expect(await wrong.exited).toBe(2);
});

it('asks before it ends programs that still run, names them, and ends at a yes', async () => {
  const program = start(scratchDataDir());
  const page = await program.page();
  const opened = await call(page, 'terminals/open', { columns: 80, rows: 24, title: 'db' });
  expect(opened.ok).toBe(true);
  const command = `sleep 300.${process.pid}`;
  await typeInto(page, opened.value.sessionId, `${command}\r`);
  await vi.waitFor(
    () => expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).toContain(`\n${command}\n`),
    {
      timeout: 15_000,
      interval: 100,
    },
  );
  await program.ask('closeWindow');
  await vi.waitFor(async () =>
    expect((await program.ask('records')).dialogs).toEqual([
      { kind: 'message', title: 'Quit War Room?', detail: 'A program is still running.' },
    ]),
  );
  await program.ask('answerDialog', { kind: 'message', button: 1 });
  await program.ask('closeWindow').catch(() => undefined);
  expect(await program.exited).toBe(0);
  expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(`\n${command}\n`);
});

it('keeps no port of a purpose that it does not know', async () => {
  const program = start(scratchDataDir());
  const page = await program.page();
  for (const purpose of ['', 'terminal:', 'terminal:../rpc', 'files', `terminal:${crypto.randomUUID()}`]) {
    expect([purpose, await keepsPort(page, purpose)]).toEqual([purpose, false]);
  }
  expect(await keepsPort(page, 'rpc')).toBe(true);
});

it('says in one line that its data directory cannot be used', async () => {
  const program = start('/dev/null/data');
  expect(await program.exited).toBe(1);
  expect(program.output).toContain('war-room: The data directory /dev/null/data cannot be written.\n');
});
