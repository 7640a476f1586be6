import { expect, it } from 'vitest';
import type { TrackedActionItem } from '#shared/domain/incident.ts';
import { changesOf, inputOf } from './action-input.ts';

const item: TrackedActionItem = {
  itemId: 'a',
  title: 'Alert on the pool',
  owner: 'Jon',
  priority: 'P1',
  itemKind: 'prevent',
  horizon: 'short-term',
  state: 'open',
  addedAt: 0,
  addedBy: 'Ada',
};

it('sends what was changed and nothing else', () => {
  const input = inputOf(item);
  expect(changesOf(item, input)).toEqual({});
  expect(changesOf(item, { ...input, title: ' Alert on the pool ', owner: ' Jon ' })).toEqual({});
  expect(
    changesOf(item, { ...input, title: 'Alert', dueOn: '2026-12-01', priority: 'P0', itemKind: 'detect' }),
  ).toEqual({
    title: 'Alert',
    dueOn: '2026-12-01',
    priority: 'P0',
    itemKind: 'detect',
  });
});

it('takes a field away that was emptied', () => {
  expect(changesOf(item, { ...inputOf(item), owner: ' ' })).toEqual({ owner: null });
});
