import type { Alert, RunbookSummary } from '#shared/contract/index.ts';
import { matchRunbooks } from '#shared/domain/runbook-match.ts';

/** The runbooks that answer one of these alerts, the surest of each alert first, each once. */
export function runbooksFor(alerts: readonly Alert[], library: readonly RunbookSummary[]): readonly RunbookSummary[] {
  return [...new Set(alerts.flatMap((alert) => matchRunbooks(alert, library).map(({ runbook }) => runbook)))];
}

/**
 * The first firing alert that none of the attached runbooks is meant for, with a runbook that is; `declined` ones are not
 * proposed again.
 */
export function firstProposal(
  alerts: readonly Alert[],
  library: readonly RunbookSummary[],
  attachedIds: readonly string[],
  declined: readonly string[],
): { readonly alert: Alert; readonly runbook: RunbookSummary } | undefined {
  for (const alert of alerts) {
    if (alert.state !== 'firing') continue;
    const answers = runbooksFor([alert], library);
    if (answers.some(({ id }) => attachedIds.includes(id))) continue;
    const runbook = answers.find(({ id }) => !declined.includes(id));
    if (runbook) return { alert, runbook };
  }
  return undefined;
}
