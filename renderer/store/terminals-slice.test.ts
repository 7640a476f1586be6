import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Client, Session } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { oneTab, shownTabs, splitAt } from './terminal-splits.ts';
import { arrangementOf } from './terminal-views.ts';
import { createTerminalsSlice, type TerminalsSlice } from './terminals-slice.ts';
import { feed, settled, testSession } from './test-support.ts';
import type { Toast } from './view-slice.ts';

const session = testSession('s1', { incidentId: 'i1', title: 'api' });

function store(terminals: Record<string, unknown>, hidden = false, claim = async (_name: string) => true) {
  const said: string[] = [];
  const app = { notify: async ({ title }: { title: string }) => said.push(`desktop: ${title}`) };
  const surroundings = {
    showToast: ({ message, detail, tone }: Omit<Toast, 'id'>) => said.push(`${tone}: ${message}, ${detail}`),
    isHidden: () => hidden,
    claim,
    now: () => 100_000,
  };
  const client = { terminals, app } as unknown as Client;
  return Object.assign(createStore<TerminalsSlice>()(createTerminalsSlice(client, surroundings)), { said });
}

it('opens a shell in the size of the pane and brings its tab to the front', async () => {
  const asked: unknown[] = [];
  const slice = store({
    open: async (input: unknown) => {
      asked.push(input);
      return succeed(session);
    },
  });
  slice.getState().setTerminalSize({ columns: 132, rows: 40 });
  await slice.getState().openSession({ incidentId: 'i1', runbookId: 'api' });
  expect(asked).toEqual([{ incidentId: 'i1', runbookId: 'api', columns: 132, rows: 40 }]);
  expect(slice.getState()).toMatchObject({
    sessions: [session],
    arrangements: { i1: { active: 's1', tree: oneTab('s1') } },
    opening: false,
  });
});

it('says why a shell did not open', async () => {
  const refused = fail('shell-not-found', 'There is no /bin/zsh here.', 'Choose another shell.');
  const slice = store({ open: async () => refused });
  expect(await slice.getState().openSession({})).toBeUndefined();
  expect(slice.getState()).toMatchObject({
    openProblem: { ...refused.error, request: {} },
    opening: false,
    sessions: undefined,
  });
  slice.getState().forgetOpenProblem();
  expect(slice.getState().openProblem).toBeUndefined();
});

it('answers a refusal to close as a value, and takes a tab that is gone for closed', async () => {
  const running = fail('running-program', 'top runs in this tab.', 'Close it anyway?');
  const slice = store({ close: async ({ force }: { force: boolean }) => (force ? succeed({}) : running) });
  expect(await slice.getState().closeSession('s1', false)).toEqual(running);
  expect(await slice.getState().closeSession('s1', true)).toEqual(succeed({}));
  const gone = store({ close: async () => fail('unknown-session', 'Gone.', '') });
  expect((await gone.getState().closeSession('s1', false)).ok).toBe(true);
});

it('turns a lost connection into a problem that a person can read', async () => {
  const slice = store({ rename: () => Promise.reject(new Error('socket closed')) });
  expect(await slice.getState().renameSession('s1', 'db')).toMatchObject({
    ok: false,
    error: { code: 'not-connected' },
  });
});

it('[S81] shows a tab in place of the active one, or goes to where it is shown', () => {
  const slice = store({});
  const state = () => slice.getState();
  state().showTab('i', 'a');
  state().splitTab('i', 'a', 'b', 'row');
  expect(state().arrangements.i).toEqual({ active: 'b', tree: splitAt(oneTab('a'), 'a', 'b', 'row') });
  state().showTab('i', 'a');
  state().showTab('i', 'c');
  expect(state().arrangements.i).toEqual({ active: 'c', tree: splitAt(oneTab('c'), 'c', 'b', 'row') });
  state().splitTab('i', 'c', 'b', 'column');
  expect(state().arrangements.i).toEqual({ active: 'b', tree: splitAt(oneTab('c'), 'c', 'b', 'column') });
  state().replaceTab('b', 'b2');
  state().closeSplit('i', 'b2');
  expect(state().arrangements.i).toEqual({ active: 'c', tree: oneTab('c') });
});

it('[S81] shows only tabs that are there, and always one of them', () => {
  const tabs = ['a', 'b'].map((id) => testSession(id));
  const both = { active: 'gone', tree: splitAt(splitAt(oneTab('a'), 'a', 'gone', 'row'), 'gone', 'b', 'column') };
  const held = arrangementOf(tabs, both);
  expect([held?.active, held && shownTabs(held.tree)]).toEqual(['b', ['a', 'b']]);
  expect(arrangementOf(tabs, { active: 'x', tree: oneTab('x') })).toEqual({ active: 'b', tree: oneTab('b') });
  expect(arrangementOf(tabs, undefined)).toEqual({ active: 'b', tree: oneTab('b') });
  expect(arrangementOf([], both)).toBeUndefined();
});

it('[S82] keeps the order of a drag until the services say their own', async () => {
  const asked: unknown[] = [];
  const stream = feed<readonly Session[]>();
  const slice = store({
    watch: stream.open.bind(stream),
    reorder: async (input: unknown) => {
      asked.push(input);
      return succeed({});
    },
  });
  const ending = new AbortController();
  slice.getState().followTerminals(ending.signal);
  stream.push(['a', 'b', 'c'].map((id) => testSession(id)));
  await settled();
  await slice.getState().reorderSessions(['c', 'a']);
  expect(slice.getState().sessions?.map(({ sessionId }) => sessionId)).toEqual(['c', 'a', 'b']);
  expect(asked).toEqual([{ sessionIds: ['c', 'a'] }]);
  ending.abort();
});

it('[S85] says when a long command ended that nobody saw, also on the desktop while the window is hidden', async () => {
  const running = { state: 'running', runningCommand: 'make all', runningSince: 1_000 } as const;
  const said = async (hidden: boolean, seen: readonly string[]) => {
    const stream = feed<readonly Session[]>();
    const slice = store({ watch: stream.open.bind(stream) }, hidden);
    const ending = new AbortController();
    slice.getState().followTerminals(ending.signal);
    slice.getState().setSeenTabs(seen);
    stream.push([testSession('db', running)]);
    await settled();
    stream.push([testSession('db', { lastExitCode: 0 })]);
    await settled();
    ending.abort();
    return slice.said;
  };
  const toast = 'ok: make all finished in db, exit 0 after 1 m 39 s';
  expect(await said(false, ['db'])).toEqual([]);
  expect(await said(false, [])).toEqual([toast]);
  expect(await said(true, ['db'])).toEqual([toast, 'desktop: make all finished in db']);
});

it('[S85] marks the tab of a long command that ended out of sight, and tells the desktop from one page of several', async () => {
  const claimed = new Set<string>();
  const claim = async (name: string) => !claimed.has(name) && claimed.add(name).has(name);
  const ending = new AbortController();
  const pages = [true, true, false].map((hidden) => {
    const stream = feed<readonly Session[]>();
    const page = store({ watch: stream.open.bind(stream) }, hidden, claim);
    page.getState().followTerminals(ending.signal);
    return Object.assign(page, { stream });
  });
  const sessions = [
    testSession('db', { state: 'running', runningCommand: 'make all', runningSince: 1_000 }),
    testSession('db', { lastExitCode: 1 }),
  ];
  for (const session of sessions) {
    for (const { stream } of pages) stream.push([session]);
    await settled();
  }
  ending.abort();
  const toast = 'critical: make all finished in db, exit 1 after 1 m 39 s';
  expect(pages.map(({ said }) => said)).toEqual([[toast, 'desktop: make all finished in db'], [toast], [toast]]);
  expect(pages[0]?.getState().unseen).toEqual({ db: { output: false, bell: false, finished: true } });
});

it('[S83] keeps that a bell rang, or something was printed, until the tab is seen', () => {
  const slice = store({});
  const { setSeenTabs, noticeUnseen } = slice.getState();
  setSeenTabs(['a']);
  noticeUnseen('a', 'bell');
  noticeUnseen('b', 'output');
  noticeUnseen('b', 'bell');
  expect(slice.getState().unseen).toEqual({ b: { output: true, bell: true, finished: false } });
  setSeenTabs(['b']);
  expect(slice.getState().unseen).toEqual({});
});

it('[S64] shows the new session where the old one was, and says why there is none', async () => {
  const next = testSession('s2', { incidentId: 'i1', title: 'api' });
  const slice = store({ open: async () => succeed(session), restart: async () => succeed(next) });
  await slice.getState().openSession({ incidentId: 'i1' });
  await slice.getState().restartSession(session, false);
  expect(slice.getState()).toMatchObject({
    sessions: [next],
    arrangements: { i1: { active: 's2', tree: oneTab('s2') } },
  });
  const refused = fail('unknown-profile', 'Gone.', 'Choose another profile.');
  const failing = store({ restart: async () => refused });
  await failing.getState().restartSession(session, false);
  expect(failing.getState().openProblem).toEqual({ ...refused.error, request: { incidentId: 'i1', title: 'api' } });
});
