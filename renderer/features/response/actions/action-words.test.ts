import { expect, it } from 'vitest';
import type { TrackedActionItem } from '#shared/domain/incident.ts';
import { countWords, dayWords, inOrder, readDay } from './action-words.ts';

const TODAY = '2026-11-21';
const item = (itemId: string, changes: Partial<TrackedActionItem> = {}): TrackedActionItem => ({
  itemId,
  title: itemId,
  priority: 'P1',
  itemKind: 'prevent',
  horizon: 'short-term',
  state: 'open',
  addedAt: 0,
  addedBy: 'Ada',
  ...changes,
});

it('says in words how far a day is', () => {
  const words = (day: string) => dayWords(day, TODAY);
  expect(words('2026-11-18')).toEqual({ words: '3 days overdue', late: true });
  expect(words('2026-11-20')).toEqual({ words: '1 day overdue', late: true });
  expect(words('2026-11-21')).toEqual({ words: 'due today', late: false });
  expect(words('2026-11-22')).toEqual({ words: 'due tomorrow', late: false });
  expect(words('2026-12-05')).toEqual({ words: 'due 2026-12-05, in 14 days', late: false });
  expect(words('2027-03-01')).toEqual({ words: 'due 2027-03-01', late: false });
});

it('reads a day as typed', () => {
  const days = ['2026-12-05', '3d', ' +2W ', '1m', '', 'soon', '2026-02-31', '12'].map((text) => readDay(text, TODAY));
  expect(days).toEqual(['2026-12-05', '2026-11-24', '2026-12-05', '2026-12-21', '', undefined, undefined, undefined]);
});

it('lists open items by their day, then by priority, and closed ones after them, newest first', () => {
  const items = [
    item('closed long ago', { state: 'done', closedAt: 1 }),
    item('closed', { state: 'dropped', closedAt: 2 }),
    item('no date'),
    item('no date, urgent', { priority: 'P0' }),
    item('later', { dueOn: '2026-12-01' }),
    item('overdue', { dueOn: '2026-11-01' }),
  ];
  expect(inOrder(items).map(({ itemId }) => itemId)).toEqual([
    'overdue',
    'later',
    'no date, urgent',
    'no date',
    'closed',
    'closed long ago',
  ]);
});

it('counts what is open and what is overdue of it', () => {
  expect(countWords([], TODAY)).toBe('none yet');
  expect(countWords([item('a'), item('b', { state: 'done', dueOn: '2026-01-01' })], TODAY)).toBe('1 open');
  expect(countWords([item('a', { dueOn: '2026-11-20' }), item('b', { dueOn: TODAY })], TODAY)).toBe(
    '2 open, 1 overdue',
  );
});
