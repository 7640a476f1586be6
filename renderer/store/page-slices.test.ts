import { expect, it, vi } from 'vitest';
import type { Settings } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { defaultLayout } from './layout.ts';
import { feed, settled, storeWith } from './test-support.ts';

const settings: Settings = {
  theme: 'dark',
  timeZone: 'local',
  textScale: 1,
  taxonomyId: 'sev-saas',
  runMode: 'send read-only',
  terminalFontSize: 13,
  scrollbackLines: 10_000,
  copyOnSelect: false,
  terminalProfiles: [],
  team: { contacts: [], links: {}, updateChannels: [] },
  runbookFolders: [],
  pinnedSteps: [],
};
const request = { incidentId: 'i', format: 'markdown' } as const;

it('shows a setting as soon as it is kept, and keeps the old one when it is not', async () => {
  const update = vi.fn(async () => succeed({ ...settings, theme: 'light' }));
  const store = storeWith({ settings: { update } });
  await store.getState().updateSettings({ theme: 'light' });
  expect(store.getState().settings?.theme).toBe('light');

  const refused = storeWith({ settings: { update: async () => fail('not-saved', 'Read-only.') } });
  expect((await refused.getState().updateSettings({ theme: 'light' })).ok).toBe(false);
  expect(refused.getState().settings).toBeUndefined();
});

it('[R11] brings the notice about a damaged settings file, until it is dismissed', async () => {
  const store = storeWith({
    settings: { watch: feed<Settings>().open, notice: async () => ({ notice: 'Settings were damaged.' }) },
  });
  const stop = new AbortController();
  store.getState().followSettings(stop.signal);
  await settled();
  expect(store.getState().settingsNotice).toBe('Settings were damaged.');
  store.getState().dismissSettingsNotice();
  expect(store.getState().settingsNotice).toBeUndefined();
  stop.abort();
});

it('asks for the taxonomies once the list has come', async () => {
  const stream = feed<readonly never[]>();
  const taxonomies = vi.fn(async () => [{ id: 't', name: 'T', levels: [] }]);
  const store = storeWith({ incidents: { watchList: stream.open.bind(stream), taxonomies } });
  const stop = new AbortController();
  store.getState().followIncidents(stop.signal);
  stream.push([]);
  await settled();
  stream.push([]);
  await settled();
  expect(store.getState()).toMatchObject({ incidents: [], taxonomies: [{ id: 't' }] });
  expect(taxonomies).toHaveBeenCalledTimes(1);
  stop.abort();
});

it('shows the preview that was asked for last', async () => {
  const first = Promise.withResolvers<unknown>();
  const preview = vi
    .fn()
    .mockReturnValueOnce(first.promise)
    .mockResolvedValueOnce(succeed({ text: 'new', warnings: [] }));
  const store = storeWith({ documents: { preview } });
  const slow = store.getState().previewDocument(request);
  await store.getState().previewDocument({ ...request, timeZone: 'UTC' });
  first.resolve(succeed({ text: 'old', warnings: [] }));
  await slow;
  expect(store.getState().preview).toEqual({ kind: 'ready', text: 'new', warnings: [] });
});

it('tells a written document, one that was not, and a change of mind apart', async () => {
  const answers = [
    succeed({ path: '/tmp/a.md', bytes: 12 }),
    fail('not-written', 'The folder is read-only.'),
    fail('cancelled', ''),
  ];
  const store = storeWith({ documents: { export: async () => answers.shift() } });
  const states = [];
  for (let index = 0; index < 3; index += 1) {
    await store.getState().exportDocument(request);
    states.push(store.getState().exporting.kind);
  }
  expect(states).toEqual(['done', 'failed', 'idle']);
});

it('keeps the layout of each incident, and counts what the panels have to take over', async () => {
  const saveLayout = vi.fn(async () => succeed({}));
  const getLayout = async () => ({ columns: [20, 50, 30] });
  const store = storeWith({ settings: { saveLayout, getLayout } });
  await store.getState().loadLayout('i');
  expect(store.getState()).toMatchObject({ layout: { columns: [20, 50, 30] }, layoutRevision: 1 });

  store.getState().resizePanes({ columns: [25, 45, 30] });
  expect(store.getState().layoutRevision).toBe(1);
  store.getState().togglePane('timeline');
  expect(store.getState().layoutRevision).toBe(2);
  expect(saveLayout).toHaveBeenLastCalledWith({
    scope: 'i',
    layout: { ...defaultLayout, columns: [25, 45, 30], collapsed: ['timeline'] },
  });
});

it('keeps toasts until they are dismissed, the newest last, and no more than anybody reads', () => {
  const store = storeWith({});
  const messages = () => store.getState().toasts.map(({ message }) => message);
  for (const message of ['a', 'b', 'c', 'd']) store.getState().showToast({ message, tone: 'ok' });
  store.getState().dismissToast(store.getState().toasts[1]?.id ?? 0);
  expect(messages()).toEqual(['a', 'c', 'd']);
  for (let more = 1; more <= 30; more += 1) store.getState().showToast({ message: `${more}`, tone: 'ok' });
  expect(messages()).toHaveLength(20);
  expect(messages().at(-1)).toBe('30');
  store.getState().dismissAllToasts();
  expect(messages()).toEqual([]);
});

it('closes what lies over the view when the view changes', () => {
  const store = storeWith({});
  store.getState().showOverlay({ kind: 'palette' });
  store.getState().showView({ kind: 'incident', incidentId: 'i' });
  expect(store.getState()).toMatchObject({ overlay: undefined, view: { kind: 'incident' } });
});
