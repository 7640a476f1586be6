import type { ActionItemChanges } from '#shared/domain/events/index.ts';
import type { TrackedActionItem } from '#shared/domain/incident.ts';

/** An action item as it stands in its form. */
export interface ActionInput {
  readonly title: string;
  readonly owner: string;
  /** `2026-11-21`, or empty. */
  readonly dueOn: string;
  readonly priority: TrackedActionItem['priority'];
  readonly itemKind: TrackedActionItem['itemKind'];
  readonly horizon: TrackedActionItem['horizon'];
  readonly link: string;
}

export function inputOf(item: TrackedActionItem): ActionInput {
  const { title, owner = '', dueOn = '', priority, itemKind, horizon, link = '' } = item;
  return { title, owner, dueOn, priority, itemKind, horizon, link };
}

/** What was changed, and nothing else; a field that was emptied is taken away. */
export function changesOf(item: TrackedActionItem, input: ActionInput): ActionItemChanges {
  const before = inputOf(item);
  const optional = (key: 'owner' | 'dueOn' | 'link') => {
    const now = input[key].trim();
    return now === before[key] ? {} : { [key]: now === '' ? null : now };
  };
  return {
    ...(input.title.trim() !== before.title && { title: input.title.trim() }),
    ...optional('owner'),
    ...optional('dueOn'),
    ...(input.priority !== before.priority && { priority: input.priority }),
    ...(input.itemKind !== before.itemKind && { itemKind: input.itemKind }),
    ...(input.horizon !== before.horizon && { horizon: input.horizon }),
    ...optional('link'),
  };
}
