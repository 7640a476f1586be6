import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Client, Session } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { createTerminalsSlice, type TerminalsSlice } from './terminals-slice.ts';

const session: Session = {
  sessionId: 's1',
  incidentId: 'i1',
  title: 'api',
  shell: '/bin/bash',
  pid: 1,
  cwd: '/',
  integration: 'starting',
  state: 'starting',
  recordingLevel: 'everything',
  recording: 'none',
  openedAt: 0,
};

function store(terminals: Record<string, unknown>) {
  return createStore<TerminalsSlice>()(createTerminalsSlice({ terminals } as unknown as Client));
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
  expect(slice.getState()).toMatchObject({ sessions: [session], activeTabs: { i1: 's1' }, opening: false });
});

it('says why a shell did not open', async () => {
  const refused = fail('shell-not-found', 'There is no /bin/zsh here.', 'Choose another shell.');
  const slice = store({ open: async () => refused });
  expect(await slice.getState().openSession({})).toBeUndefined();
  expect(slice.getState()).toMatchObject({ openProblem: refused.error, opening: false, sessions: undefined });
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
