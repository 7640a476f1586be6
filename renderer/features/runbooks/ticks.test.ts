import { expect, it } from 'vitest';
import { commandSchemas } from '#shared/domain/commands.ts';
import { itemTick, tickFor } from './ticks.ts';

const item = (id: string, text: string) => ({ id, text, section: [], line: 1 });

it('[B109] ticks an item of a runbook as one of a checklist of the incident, and finds it there again', () => {
  const { checklistId, itemId, ...rest } = tickFor('team:vault.md', item('tell', 'Tell support'), true);
  expect(rest).toEqual({ text: 'Tell support', checked: true });
  const tick = { text: 'Tell support', checked: true, by: 'Ada', at: 1 };
  expect(itemTick({ [checklistId]: { [itemId]: tick } }, 'team:vault.md', 'tell')).toBe(tick);
  expect(itemTick({ [checklistId]: { [itemId]: tick } }, 'team:other.md', 'tell')).toBeUndefined();
});

it('[B109] says no more of an item than the record takes', () => {
  const long = tickFor('x'.repeat(400), item('y'.repeat(400), ` ${'z'.repeat(900)}`), true);
  expect(commandSchemas.tickChecklistItem.safeParse(long).success).toBe(true);
  expect(commandSchemas.tickChecklistItem.safeParse(tickFor('a', item('b', ' '), false)).success).toBe(true);
});
