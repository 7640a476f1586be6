import { authorOf } from '../author.ts';
import type { ActionItem, EventOf } from '../events/index.ts';
import type { ChecklistTick, Incident, TrackedActionItem } from '../incident.ts';

export function tick(state: Incident, event: EventOf<'checklistItemChecked'>): Incident {
  const { checklistId, itemId, text, checked, value, note } = event.payload;
  const ticked: ChecklistTick = {
    text,
    checked,
    by: authorOf(event),
    at: event.occurredAt,
    ...(value !== undefined && { value }),
    ...(note !== undefined && { note }),
  };
  const list = { ...state.checklists[checklistId], [itemId]: ticked };
  return { ...state, checklists: { ...state.checklists, [checklistId]: list } };
}

/** Whoever reads it, an update restarts the cadence. */
export function publishUpdate(state: Incident, event: EventOf<'updatePublished'>): Incident {
  const { audience, channels, publicStatus, text } = event.payload;
  const by = authorOf(event);
  const update = { eventId: event.id, audience, channels, publicStatus, text, by, at: event.occurredAt };
  return {
    ...state,
    lastUpdateAt: Math.max(state.lastUpdateAt ?? 0, event.occurredAt),
    updates: [...state.updates, update],
  };
}

export function setImpact(state: Incident, event: EventOf<'impactChanged'>): Incident {
  const { fact, source } = event.payload;
  const entry = { fact, source, by: authorOf(event), at: event.occurredAt };
  return { ...state, impact: { ...state.impact, [fact.field]: entry } };
}

export function addActionItem(state: Incident, event: EventOf<'actionItemAdded'>): Incident {
  const { itemId, item } = event.payload;
  if (state.actionItems.some((known) => known.itemId === itemId)) return state;
  const added: TrackedActionItem = {
    ...item,
    itemId,
    state: 'open',
    addedAt: event.occurredAt,
    addedBy: authorOf(event),
  };
  return { ...state, actionItems: [...state.actionItems, added] };
}

export function changeActionItem(state: Incident, event: EventOf<'actionItemChanged'>): Incident {
  const { itemId, changes } = event.payload;
  return withItem(state, itemId, (item) => {
    const { reopened, ...fields } = changes;
    const merged = Object.entries({ ...item, ...fields }).filter(([, value]) => value !== null && value !== undefined);
    // Null took owner, date or link away, and those three may be missing.
    const changed = Object.fromEntries(merged) as unknown as TrackedActionItem & ActionItem;
    if (reopened !== true) return changed;
    const { closedAt: _closed, reason: _reason, ...open } = changed;
    return { ...open, state: 'open' };
  });
}

export function closeActionItem(state: Incident, event: EventOf<'actionItemClosed'>): Incident {
  const { itemId, outcome, reason } = event.payload;
  return withItem(state, itemId, ({ reason: _former, ...item }) => ({
    ...item,
    state: outcome,
    closedAt: event.occurredAt,
    ...(reason !== undefined && { reason }),
  }));
}

/** An item that is not there (its adding was purged) stays away. */
function withItem(state: Incident, itemId: string, change: (item: TrackedActionItem) => TrackedActionItem): Incident {
  return {
    ...state,
    actionItems: state.actionItems.map((item) => (item.itemId === itemId ? change(item) : item)),
  };
}
