import { type EventDraft, payloadSchemas } from '../events/index.ts';
import { fail } from '../outcome.ts';
import type { Decision } from './context.ts';
import { explainIssue } from './explain-issue.ts';

/** Puts every payload through its schema: nothing is recorded that a reader would not accept. */
export function checkDrafts(decision: Decision): Decision {
  if (!decision.ok) return decision;
  const drafts: EventDraft[] = [];
  for (const draft of decision.value) {
    const parsed = payloadSchemas[draft.kind].safeParse(draft.payload);
    if (!parsed.success) {
      return fail('invalid-text', explainIssue(parsed.error.issues[0], draft.payload), 'Change it and try again.');
    }
    drafts.push({ ...draft, payload: parsed.data } as EventDraft);
  }
  return { ok: true, value: drafts };
}
