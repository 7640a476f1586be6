import { expect, it } from 'vitest';
import type { Session } from '#shared/contract/index.ts';
import { chooseSession, waitForPrompt } from './choose-session.ts';

const session = (sessionId: string, over: Partial<Session> = {}): Session => ({
  sessionId,
  title: sessionId,
  shell: '/bin/bash',
  pid: 1,
  cwd: '/',
  integration: 'active',
  state: 'prompt',
  recordingLevel: 'everything',
  recording: 'none',
  openedAt: 0,
  ...over,
});
const id = (...args: Parameters<typeof chooseSession>) => chooseSession(...args)?.sessionId;

it('stays in the tab in front when it was opened from this runbook', () => {
  const tabs = [session('a', { runbookId: 'api' }), session('b', { runbookId: 'api' }), session('c')];
  expect(id(tabs, 'b', 'api')).toBe('b');
});

it('goes to the runbook’s own tab from another one', () => {
  expect(id([session('a', { runbookId: 'api' }), session('c')], 'c', 'api')).toBe('a');
});

it('takes the tab in front when the runbook has none', () => {
  expect(id([session('a'), session('c')], 'c', 'api')).toBe('c');
});

it('never takes a shell that is gone', () => {
  expect(
    id([session('a', { runbookId: 'api', state: 'exited' }), session('c', { state: 'exited' })], 'c', 'api'),
  ).toBeUndefined();
  expect(id([], undefined, 'api')).toBeUndefined();
});

it('waits until a fresh shell stands at its prompt', async () => {
  let present = session('a', { state: 'starting', integration: 'starting' });
  const listeners = new Set<() => void>();
  const watch = {
    get: () => present,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  let done = false;
  const waiting = waitForPrompt(watch, 60_000).then(() => {
    done = true;
  });
  await Promise.resolve();
  expect(done).toBe(false);
  present = session('a');
  for (const listener of listeners) listener();
  await waiting;
  expect([done, listeners.size]).toEqual([true, 0]);
});

it('does not wait forever, nor for a shell that tells nothing', async () => {
  const never = { get: () => session('a', { state: 'starting' }), subscribe: () => () => {} };
  await waitForPrompt(never, 1);
  await waitForPrompt({ ...never, get: () => session('a', { state: 'starting', integration: 'none' }) }, 60_000);
});
