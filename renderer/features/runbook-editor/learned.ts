import type { AttachedRunbook, Incident } from '#shared/domain/incident.ts';
import type { Runbook } from '#shared/domain/runbook.ts';

/** Sections of a review that say what a runbook could say. */
const SECTIONS = ['lessons', 'what went badly', 'what went well', 'prevention', 'detection', 'mitigation'] as const;

/**
 * What an incident taught about a runbook, as Markdown: its steps that failed or were skipped, each with why, what the
 * review says, and what was decided to be done. `runbook` is the text that was followed, where it is known.
 */
export function learnedFrom(incident: Incident, attached: AttachedRunbook, runbook: Runbook | undefined): string {
  const titles = new Map(runbook?.steps.map(({ id, title }, index) => [id, `Step ${index + 1}, ${title}`]));
  const order = [...titles.keys()];
  const steps = Object.entries(attached.steps)
    .filter(([, { state }]) => state === 'failed' || state === 'skipped')
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([id, { state, exitCode, reason }]) => {
      const how =
        state === 'failed' ? `failed${exitCode === undefined ? '' : ` with exit code ${exitCode}`}` : 'skipped';
      return `- ${titles.get(id) ?? 'A step'}: ${how}${reason ? `: ${reason}` : ''}`;
    });
  const said = SECTIONS.flatMap((section) => {
    const text = incident.review.sections[section]?.text.trim();
    return text ? [`### ${section[0]?.toUpperCase()}${section.slice(1)}\n\n${text}`] : [];
  });
  const actions = incident.actionItems
    .filter(({ state }) => state !== 'dropped')
    .map(({ title, state }) => `- ${title}${state === 'done' ? ' (done)' : ''}`);
  const parts = [
    ...(steps.length > 0 ? [`### Steps that did not go as written\n\n${steps.join('\n')}`] : []),
    ...said,
    ...(actions.length > 0 ? [`### Action items\n\n${actions.join('\n')}`] : []),
  ];
  return parts.length > 0
    ? parts.join('\n\n')
    : 'Nothing was written down yet: no step failed or was skipped, the review says nothing, and there are no action items.';
}
