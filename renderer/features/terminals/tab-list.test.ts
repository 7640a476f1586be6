import { expect, it } from 'vitest';
import type { Session } from '#shared/contract/index.ts';
import { afterClosing, neighbour, tabState, tabsOf } from './tab-list.ts';

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

it('says every state in a word', () => {
  expect(tabState(session('a'))).toEqual({ tone: 'ok', word: 'at its prompt' });
  expect(tabState(session('a', { lastExitCode: 2 }))).toEqual({
    tone: 'failed',
    word: 'at its prompt, last command exited with 2',
  });
  expect(tabState(session('a', { state: 'running', runningCommand: 'top' }))).toEqual({
    tone: 'busy',
    word: 'running top',
  });
  expect(tabState(session('a', { state: 'exited', exitCode: 0 }))).toEqual({ tone: 'gone', word: 'exited with 0' });
});

it('shows the tabs of one incident, or those of the desk, in the order they were opened', () => {
  const all = [
    session('b', { incidentId: 'i', openedAt: 2 }),
    session('d'),
    session('a', { incidentId: 'i', openedAt: 1 }),
  ];
  expect(tabsOf(all, 'i').map(({ sessionId }) => sessionId)).toEqual(['a', 'b']);
  expect(tabsOf(all, undefined).map(({ sessionId }) => sessionId)).toEqual(['d']);
});

it('goes round the tabs in both directions', () => {
  const tabs = [session('a'), session('b'), session('c')];
  expect(neighbour(tabs, 'c', 1)).toBe('a');
  expect(neighbour(tabs, 'a', -1)).toBe('c');
  expect(neighbour(tabs, undefined, 1)).toBe('a');
  expect(neighbour([], 'a', 1)).toBeUndefined();
});

it('shows the right neighbour of a closed tab, or the left one of the last', () => {
  const tabs = [session('a'), session('b')];
  expect(afterClosing(tabs, 'a')).toBe('b');
  expect(afterClosing(tabs, 'b')).toBe('a');
  expect(afterClosing([session('a')], 'a')).toBeUndefined();
});
