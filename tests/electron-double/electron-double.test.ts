import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DoubleProcess } from './double-process.ts';

function fixture(name: string, env: Record<string, string> = {}): DoubleProcess {
  const program = new DoubleProcess({ main: fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)), env });
  onTestFinished(() => program.dispose());
  return program;
}

const portIsThere = (page: Page) => page.waitForFunction(() => 'port' in window);

/** Says something on the page's port and waits for the next thing that comes back. */
function talk(page: Page, message: unknown): Promise<unknown> {
  return page.evaluate(async (said) => {
    const world = window as unknown as { port: MessagePort; received: unknown[] };
    const before = world.received.length;
    world.port.postMessage(said);
    while (world.received.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    return world.received.at(-1);
  }, message);
}

async function eventually<Value>(read: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
  const deadline = Date.now() + 10_000;
  let value = await read();
  while (!holds(value) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    value = await read();
  }
  return value;
}

const rulesOf = (findings: readonly { rule: string; message: string }[]) =>
  findings.map(({ rule, message }) => `${rule} ${message}`).sort();

describe('a program that keeps every rule', () => {
  it('runs with nothing to find, and its page talks to main over the one port', async () => {
    const program = fixture('good.ts');
    const page = await program.page();
    await portIsThere(page);
    expect(await talk(page, { text: 'hello', nothing: null })).toEqual({
      purpose: 'echo',
      echo: { text: 'hello', nothing: null },
    });
    expect(await program.ask('records')).toEqual({
      findings: [],
      notifications: [],
      openedUrls: [],
      dialogs: [],
      grantedPermissions: [],
      menu: [],
      ipcSurfaces: ["ipcMain.on 'fixture:port'"],
      exposed: ['fixture.requestPort()'],
      navigations: [],
    });
  });

  it('carries binary, dates and gaps through a port as a structured clone does', async () => {
    const page = await fixture('good.ts').page();
    await portIsThere(page);
    const answer = await page.evaluate(async () => {
      const { port } = window as unknown as { port: MessagePort };
      const reply = new Promise<{ echo: Record<string, unknown> }>((resolve) => {
        port.addEventListener('message', ({ data }) => resolve(data));
      });
      port.postMessage({
        bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 256),
        buffer: new Uint8Array([1, 2, 255]).buffer,
        date: new Date(86_400_000),
        big: 2n ** 64n,
        infinite: -Infinity,
        gap: undefined,
        map: new Map([['key', new Set([1])]]),
      });
      const { echo } = await reply;
      const bytes = echo.bytes as Uint8Array;
      return {
        kinds: Object.values(echo).map((value) => Object.prototype.toString.call(value)),
        intact: bytes.length === 70_000 && bytes.every((byte, index) => byte === index % 256),
        buffer: [...new Uint8Array(echo.buffer as ArrayBuffer)],
        time: (echo.date as Date).getTime(),
        big: String(echo.big),
        hasGap: 'gap' in echo,
      };
    });
    expect(answer).toEqual({
      kinds: ['Uint8Array', 'ArrayBuffer', 'Date', 'BigInt', 'Number', 'Undefined', 'Map'].map(
        (kind) => `[object ${kind}]`,
      ),
      intact: true,
      buffer: [1, 2, 255],
      time: 86_400_000,
      big: '18446744073709551616',
      hasGap: true,
    });
  });

  it('shows the page nothing of the preload but the function that it exposed', async () => {
    const page = await fixture('good.ts').page();
    await portIsThere(page);
    const seen = await page.evaluate(() => ({
      require: typeof (window as unknown as { require: unknown }).require,
      process: typeof (window as unknown as { process: unknown }).process,
      binding: Object.keys(window).filter((name) => name.includes('electron')),
      exposed: Object.keys((window as unknown as { fixture: object }).fixture),
      replaced: Reflect.set(window, 'fixture', {}),
    }));
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      binding: [],
      exposed: ['requestPort'],
      replaced: false,
    });
  });

  it("closes the page's ports and runs the preload again when the page is loaded again", async () => {
    const program = fixture('good.ts');
    const page = await program.page();
    await portIsThere(page);
    await page.reload();
    await portIsThere(page);
    expect(await talk(page, 'again')).toEqual({ purpose: 'echo', echo: 'again' });
    expect(program.stdout).toContain('port closed');
  });

  it('denies the page what the session denies', async () => {
    const page = await fixture('good.ts').page();
    expect(await page.evaluate(() => Notification.permission)).toBe('denied');
    expect(
      await page.evaluate(() => navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)),
    ).toBe('denied');
  });

  it('keeps the Content-Security-Policy of the page in force, for eval too', async () => {
    const page = await fixture('good.ts').page();
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.head.append(script);
      // Text for a timer is eval, and runs when this call, which may evaluate, is over.
      setTimeout('window.injected = true');
      await new Promise((resolve) => setTimeout(resolve, 50));
      return 'injected' in window;
    });
    expect(ran).toBe(false);
  });

  it('blocks a navigation and a popup, and says that they were asked for', async () => {
    const program = fixture('good.ts');
    const page = await program.page();
    await page.click('#away');
    await page.click('#popup');
    const { navigations, findings } = await eventually(
      () => program.ask('records'),
      (records) => records.navigations.length === 2,
    );
    expect(navigations).toEqual([
      { url: 'https://elsewhere.example/page', allowed: false },
      { url: 'https://elsewhere.example/popup', allowed: false },
    ]);
    expect(findings).toEqual([]);
    expect(page.url()).toBe('https://fixture.app.local/index.html');
    expect(
      await eventually(
        async () => page.context().pages().length,
        (count) => count === 1,
      ),
    ).toBe(1);
  });

  it('writes down notifications and opened addresses, answers dialogs, keeps secrets', async () => {
    const program = fixture('good.ts');
    const page = await program.page();
    await portIsThere(page);
    await page.evaluate(() => {
      const { port } = window as unknown as { port: MessagePort };
      port.postMessage('notify');
      port.postMessage('open');
    });
    await program.ask('answerDialog', { kind: 'save', path: '/somewhere/report.md' });
    expect(await talk(page, 'save')).toEqual({ canceled: false, filePath: '/somewhere/report.md' });
    expect(await talk(page, 'save')).toEqual({ canceled: true, filePath: '' });
    expect(await talk(page, 'secret')).toBe('hunter2');
    expect(await program.ask('records')).toMatchObject({
      notifications: [{ title: 'clock', body: 'update due' }],
      openedUrls: ['https://status.example/'],
      dialogs: [
        { kind: 'save', title: 'Export', detail: 'report.md' },
        { kind: 'save', title: 'Export', detail: 'report.md' },
      ],
    });
  });

  it('comes back with a new page after the old one was killed', async () => {
    const program = fixture('good.ts');
    await portIsThere(await program.page());
    await program.ask('crashPage');
    const page = await program.page();
    await portIsThere(page);
    expect(await talk(page, 'alive')).toEqual({ purpose: 'echo', echo: 'alive' });
  });

  it('ends when its last window is closed, and when it is asked to quit', async () => {
    const closed = fixture('good.ts');
    await closed.page();
    await closed.ask('closeWindow');
    expect(await closed.exited).toBe(0);
    const quit = fixture('good.ts');
    await quit.page();
    await quit.ask('quit');
    expect(await quit.exited).toBe(0);
  });

  it('leaves no Chromium behind when it is killed', async () => {
    const program = fixture('good.ts');
    const browser = (await program.page()).context().browser();
    const gone = new Promise((resolve) => browser?.once('disconnected', resolve));
    await program.kill9();
    await gone;
  });

  it('refuses the lock to a second instance, and tells the first', async () => {
    const data = mkdtempSync(join(tmpdir(), 'fixture-data-'));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    const first = fixture('single-instance.ts', { FIXTURE_DATA: data });
    await eventually(
      async () => first.stdout,
      (text) => text.includes('got the lock'),
    );
    const second = fixture('single-instance.ts', { FIXTURE_DATA: data });
    expect(await second.exited).toBe(0);
    expect(second.stdout).toBe('no lock\n');
    expect(
      await eventually(
        async () => first.stdout,
        (text) => text.includes('second'),
      ),
    ).toContain('second instance: single-instance.ts');
  });
});

describe('a program that breaks a rule', () => {
  it('[T1][T3] is caught with a wrong window option', async () => {
    const program = fixture('unsafe-window.ts');
    await program.page();
    expect(rulesOf((await program.ask('records')).findings)).toEqual([
      'T1 a window has contextIsolation: false',
      'T1 a window has nodeIntegration: true',
      'T1 a window has sandbox: false',
      'T3 a window has webSecurity: false',
      'T3 a window has webviewTag: true',
    ]);
  });

  it('[T8] is caught with a second IPC surface, in main and in the preload', async () => {
    const program = fixture('second-surface.ts');
    const page = await program.page();
    await page.evaluate(() => {
      type Exposed = { requestPort(purpose: string): void; onUpdate(callback: () => void): void };
      const { fixture } = window as unknown as { fixture: Exposed };
      const updated = new Promise<void>((resolve) => fixture.onUpdate(() => resolve()));
      fixture.requestPort('update');
      return updated;
    });
    const { findings } = await eventually(
      () => program.ask('records'),
      (records) => records.findings.length === 3,
    );
    expect(rulesOf(findings)).toEqual([
      'T8 an IPC event object reached the page as an argument of a function of the page',
      'T8 the page can reach main in 2 ways: ' + "ipcMain.on 'fixture:port', ipcMain.handle 'fixture:read-file'",
      'T8 the preload exposes 2 functions: fixture.requestPort(), fixture.onUpdate()',
    ]);
  });

  it('[T4] is caught when nothing keeps its page from navigating or opening windows', async () => {
    const program = fixture('lets-navigate.ts');
    const page = await program.page();
    await page.click('#popup');
    await page.click('#away').catch(() => undefined);
    const { findings } = await eventually(
      () => program.ask('records'),
      (records) => records.findings.length === 3,
    );
    expect(rulesOf(findings)).toEqual([
      'T4 a page may open a window for https://elsewhere.example/popup',
      'T4 a page was let navigate to https://elsewhere.example/page',
      'T4 a window loads a page and nobody listens to will-navigate',
    ]);
  });

  it('[T2][T20] is caught without permission handlers and with a weak policy', async () => {
    const program = fixture('no-policy.ts');
    await program.page();
    const { findings } = await program.ask('records');
    expect(rulesOf(findings)).toEqual(
      expect.arrayContaining([
        'T2 no permission request handler: Electron would grant what a page asks for',
        'T2 no device permission handler',
        "T2 the session grants 'geolocation'",
        "T20 app://fixture/index.html: default-src is 'self', not 'none'",
        "T20 app://fixture/index.html: script-src allows 'unsafe-eval'",
        "T20 app://fixture/index.html: frame-ancestors is absent, not 'none'",
      ]),
    );
  });
});

describe('the stand-in itself', () => {
  it('throws the name of what it lacks: a module, a member, an event', async () => {
    const program = fixture('lacking.ts');
    expect(await program.exited).toBe(3);
    expect(program.stdout.trim().split('\n')).toEqual(
      ['screen.getPrimaryDisplay', 'app.getGPUInfo', "event 'gpu-info-update' of app"].map(
        (name) =>
          `the stand-in for Electron has no ${name}: add it under tests/electron-double/, true to electron.d.ts`,
      ),
    );
  });

  it('is what require gives, as well as import', async () => {
    const program = fixture('requires.cjs');
    expect(await program.exited).toBe(0);
    expect(program.stdout).toBe('War Room browser string\n');
  });
});
