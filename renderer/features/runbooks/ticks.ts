import type { ChecklistTick, Incident } from '#shared/domain/incident.ts';
import type { RunbookItem } from '#shared/domain/runbook.ts';

/** What the record takes for an id, and for a line, characters. */
const LONGEST_ID = 200;
const LONGEST_LINE = 500;

/** The checklist of the incident that the items of a runbook are. */
function checklistOf(runbookId: string): string {
  return `runbook:${runbookId}`.slice(0, LONGEST_ID);
}

/** What became of an item; undefined while nobody has touched it. */
export function itemTick(
  checklists: Incident['checklists'] | undefined,
  runbookId: string,
  itemId: string,
): ChecklistTick | undefined {
  return checklists?.[checklistOf(runbookId)]?.[itemId.slice(0, LONGEST_ID)];
}

/** What is recorded when an item is checked off, or no longer. */
export function tickFor(runbookId: string, { id, text }: RunbookItem, checked: boolean) {
  return {
    checklistId: checklistOf(runbookId),
    itemId: id.slice(0, LONGEST_ID),
    text: text.trim().slice(0, LONGEST_LINE) || 'Item',
    checked,
  };
}
