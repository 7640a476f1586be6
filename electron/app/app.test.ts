import { expect, it } from 'vitest';
import { CONTRACT_VERSION, type JournalStatus } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { Latest } from '../latest.ts';
import { createAppService, createNotices } from './index.ts';

function app(answer: Outcome<null, 'cannot-open'> = succeed(null)) {
  const opened: string[] = [];
  const service = createAppService({
    version: '1.2.3',
    platform: 'linux',
    dataDir: '/data',
    journalStatus: new Latest<JournalStatus>({ state: 'ready', events: 3 }),
    watchNotices: createNotices(() => {}).watch,
    notify: () => {},
    openExternal: async (url) => {
      opened.push(url);
      return answer;
    },
  });
  return { service, opened };
}

it('greets a page of its own version and sends one of another away with what to do', () => {
  const { service } = app();
  expect(service.hello({ contractVersion: CONTRACT_VERSION })).toEqual({
    ok: true,
    value: { appVersion: '1.2.3', platform: 'linux', dataDir: '/data', journal: { state: 'ready', events: 3 } },
  });
  expect(service.hello({ contractVersion: CONTRACT_VERSION - 1 })).toEqual({
    ok: false,
    error: {
      code: 'version-mismatch',
      message: 'This page and the program behind it are of different versions.',
      action: 'Close every window of War Room and start it again.',
    },
  });
});

it.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'smb://host/share',
  ' ',
  'example.org',
  'ms-settings:',
  'httpx://example.org',
])('[T5] opens nothing for %j', async (url) => {
  const { service, opened } = app();
  expect(await service.openExternal({ url })).toMatchObject({ ok: false, error: { code: 'not-a-web-address' } });
  expect(opened).toEqual([]);
});

it('[T5] opens http and https as the parser understood them, and passes on why it could not', async () => {
  const { service, opened } = app();
  expect(await service.openExternal({ url: 'HTTPS://Example.org/a b' })).toEqual({ ok: true, value: {} });
  expect(opened).toEqual(['https://example.org/a%20b']);
  const refusal = fail('cannot-open', 'No browser.', 'Copy it.');
  expect(await app(refusal).service.openExternal({ url: 'http://example.org' })).toEqual(refusal);
});
