import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actorSchema } from '#shared/domain/events/index.ts';
import { createSettingsService, openSettingsStore, setAsideDamagedSettings } from './index.ts';
import { DEFAULTS } from './stored.ts';

const options = { signal: new AbortController().signal };
const now = Date.UTC(2026, 10, 20, 14, 3, 5);
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const configPath = () => join(dataDir, 'config.json');
/** As a host does it at every start. */
function start() {
  const notice = setAsideDamagedSettings(dataDir, now);
  return createSettingsService({ store: openSettingsStore(dataDir), notice, userName: 'awinter' });
}

describe('settings', () => {
  it('[C1] begin with defaults and keep what was changed, for their owner only', async () => {
    const first = start();
    expect(await first.get(undefined, options)).toEqual(DEFAULTS);
    expect(readdirSync(dataDir)).toEqual([]);
    await first.update({ theme: 'dark', terminalFontSize: 16 }, options);
    expect(await start().get(undefined, options)).toEqual({ ...DEFAULTS, theme: 'dark', terminalFontSize: 16 });
    expect((statSync(configPath()).mode & 0o777).toString(8)).toBe('600');
  });

  it('[B36] keep the folders with runbooks, and leave out what can not be one', async () => {
    const runbookFolders = ['/srv/runbooks', '~/ops'];
    await start().update({ runbookFolders }, options);
    expect(start().runbookFolders()).toEqual(runbookFolders);
    writeFileSync(configPath(), JSON.stringify({ settings: { theme: 'dark', runbookFolders: ['/srv', 7] } }));
    expect(start().runbookFolders()).toEqual([]);
    expect(await start().get(undefined, options)).toMatchObject({ theme: 'dark' });
  });

  it('[C2] give a person one id, before the name is known and whatever it becomes', async () => {
    const first = start();
    const before = first.actor();
    expect(before).toEqual({ type: 'person', personId: expect.any(String), name: 'awinter' });
    await first.update({ personName: ' Ada Winter ' }, options);
    expect(start().actor()).toEqual({ ...before, name: 'Ada Winter' });
    expect(await start().get(undefined, options)).toMatchObject({ person: { name: 'Ada Winter' } });
  });

  it('[C3] give another name at the same machine an id of its own, the same each time', () => {
    const service = start();
    const jon = service.actor('Jon');
    expect(actorSchema.parse(jon)).toEqual(jon);
    expect(start().actor('Jon')).toEqual(jon);
    expect(jon).not.toMatchObject({
      personId: 'personId' in service.actor() ? (service.actor() as { personId: string }).personId : '',
    });
    expect(service.actor('awinter')).toEqual(service.actor());
  });

  it('[C4] tell every watcher about a change', async () => {
    const service = start();
    const abort = new AbortController();
    const stream = await service.watch(undefined, { signal: abort.signal });
    expect((await stream.next()).value).toEqual(DEFAULTS);
    await service.update({ theme: 'light' }, options);
    expect((await stream.next()).value).toEqual({ ...DEFAULTS, theme: 'light' });
    abort.abort();
    expect((await stream.next()).done).toBe(true);
  });

  it('[C5] keep a layout per incident and for the home', async () => {
    const service = start();
    expect(await service.getLayout({ scope: 'home' }, options)).toEqual({});
    await service.saveLayout({ scope: 'home', layout: { columns: [30, 45, 25] } }, options);
    await service.saveLayout({ scope: 'a.b', layout: { collapsed: ['alerts'] } }, options);
    const again = start();
    expect(await again.getLayout({ scope: 'home' }, options)).toEqual({ columns: [30, 45, 25] });
    expect(await again.getLayout({ scope: 'a.b' }, options)).toEqual({ collapsed: ['alerts'] });
    expect(await again.getLayout({ scope: 'constructor' }, options)).toEqual({});
  });

  it('[C6] say when they could not be saved, and stay as they were', async () => {
    const service = start();
    // A folder of that name can't be replaced by a file, not even by root.
    mkdirSync(configPath());
    expect(await service.update({ theme: 'dark' }, options)).toMatchObject({ ok: false, error: { code: 'not-saved' } });
    expect(await service.get(undefined, options)).toEqual(DEFAULTS);
    expect(await start().get(undefined, options)).toEqual(DEFAULTS);
  });
});

describe('a damaged settings file', () => {
  it.each(['{"settings": {"theme"', '[]', 'null', '\u0000\u0000\u0000'])(
    '[R11] is set aside with a notice: %j',
    async (text) => {
      writeFileSync(configPath(), text);
      const service = start();
      expect(await service.get(undefined, options)).toEqual(DEFAULTS);
      expect(await service.notice(undefined, options)).toEqual({
        notice: expect.stringContaining('config.damaged-2026-11-20T14-03-05Z.json'),
      });
      expect(readFileSync(join(dataDir, 'config.damaged-2026-11-20T14-03-05Z.json'), 'utf8')).toBe(text);
      await service.update({ theme: 'dark' }, options);
      const again = start();
      expect(await again.get(undefined, options)).toEqual({ ...DEFAULTS, theme: 'dark' });
      expect(await again.notice(undefined, options)).toEqual({});
    },
  );

  it('[R11] loses only the values that can’t be used', async () => {
    writeFileSync(configPath(), JSON.stringify({ settings: { theme: 'purple', textScale: 1.5, later: true } }));
    const service = start();
    expect(await service.get(undefined, options)).toEqual({ ...DEFAULTS, textScale: 1.5 });
    expect(await service.notice(undefined, options)).toEqual({ notice: expect.stringContaining('settings.theme') });
    expect(await start().notice(undefined, options)).toEqual({});
    expect(await start().get(undefined, options)).toEqual({ ...DEFAULTS, textScale: 1.5 });
    expect(readdirSync(dataDir)).toEqual(['config.damaged-2026-11-20T14-03-05Z.json', 'config.json']);
  });
});
