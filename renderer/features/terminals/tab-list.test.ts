import { expect, it } from 'vitest';
import { testSession } from '../../store/test-support.ts';
import { afterClosing, dropTab, neighbour, recordingState, stepTab, tabState, tabsOf } from './tab-list.ts';

const session = testSession;

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

it('[S82] shows the tabs of one incident, or those of the desk, in the order that the services keep', () => {
  const all = [
    session('b', { incidentId: 'i', openedAt: 2 }),
    session('d'),
    session('a', { incidentId: 'i', openedAt: 1 }),
  ];
  expect(tabsOf(all, 'i').map(({ sessionId }) => sessionId)).toEqual(['b', 'a']);
  expect(tabsOf(all, undefined).map(({ sessionId }) => sessionId)).toEqual(['d']);
});

it('[S82] moves a tab by a step or to where it is dropped, and nowhere else', () => {
  const tabs = ['a', 'b', 'c'].map((id) => session(id));
  expect([stepTab(tabs, 'a', 1), stepTab(tabs, 'a', -1), stepTab(tabs, 'c', 1), stepTab(tabs, 'x', 1)]).toEqual([
    ['b', 'a', 'c'],
    undefined,
    undefined,
    undefined,
  ]);
  expect(dropTab(tabs, 'a', { target: 'c', behind: true })).toEqual(['b', 'c', 'a']);
  expect(dropTab(tabs, 'c', { target: 'a', behind: false })).toEqual(['c', 'a', 'b']);
  expect(dropTab(tabs, 'a', { target: 'b', behind: false })).toBeUndefined();
  expect(dropTab(tabs, 'a', { target: 'a', behind: true })).toBeUndefined();
  expect(dropTab(tabs, 'x', { target: 'a', behind: true })).toBeUndefined();
});

it('[S83] says in words what of a tab is recorded', () => {
  const words = (over: Parameters<typeof session>[1]) => recordingState(session('a', over)).words;
  expect([
    words({}),
    words({ recordingLevel: 'steps' }),
    words({ recordingLevel: 'nothing' }),
    words({ recording: 'stopped' }),
    words({ integration: 'none' }),
    words({ integration: 'none', recordingLevel: 'nothing' }),
    words({ state: 'exited', recording: 'stopped' }),
  ]).toEqual([
    'recorded',
    'steps recorded',
    'output not recorded',
    'recording stopped',
    'commands not recorded',
    'not recorded',
    'ended',
  ]);
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
