import type { Alert } from '#shared/contract/index.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { type MatchableRunbook, matchRunbooks } from '#shared/domain/runbook-match.ts';

/** The runbooks that answer one of these alerts, the surest of each alert first, each once. */
export function runbooksFor<Found extends MatchableRunbook>(
  alerts: readonly Alert[],
  library: readonly Found[],
): readonly Found[] {
  return [...new Set(alerts.flatMap((alert) => matchRunbooks(alert, library).map(({ runbook }) => runbook)))];
}

/**
 * The first firing alert that none of the attached runbooks is meant for, with a runbook that is; `declined` ones are not
 * proposed again.
 */
export function firstProposal<Found extends MatchableRunbook>(
  alerts: readonly Alert[],
  library: readonly Found[],
  attachedIds: readonly string[],
  declined: readonly string[],
): { readonly alert: Alert; readonly runbook: Found } | undefined {
  for (const alert of alerts) {
    if (alert.state !== 'firing') continue;
    const answers = runbooksFor([alert], library);
    if (answers.some(({ id }) => attachedIds.includes(id))) continue;
    const runbook = answers.find(({ id }) => !declined.includes(id));
    if (runbook) return { alert, runbook };
  }
  return undefined;
}

/** An attached runbook whose file is gone, so that it still counts as an answer to the alerts that it names. */
export function withoutFile({ id, title, alerts, mentions }: Runbook): MatchableRunbook {
  return { id, title, path: '', origin: 'team', alerts, mentions, isIndex: false };
}
