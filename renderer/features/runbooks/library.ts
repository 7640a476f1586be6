import type { RunbookSummary } from '#shared/contract/index.ts';

/** The library as the picker lists it: what matches every word of the query, those that name a firing alert on top. */
export function searchLibrary(
  library: readonly RunbookSummary[],
  query: string,
  firingAlerts: readonly string[] = [],
): readonly RunbookSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return library
    .filter((runbook) => {
      const text = [runbook.title, runbook.owner ?? '', runbook.origin, ...runbook.services, ...runbook.alerts]
        .join(' ')
        .toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort(
      (a, b) =>
        Number(namesOneOf(b, firingAlerts)) - Number(namesOneOf(a, firingAlerts)) ||
        Number(b.origin === 'team') - Number(a.origin === 'team') ||
        a.title.localeCompare(b.title),
    );
}

/** Whether the runbook is meant for one of these alerts. */
export function namesOneOf(runbook: RunbookSummary, alerts: readonly string[]): boolean {
  return runbook.alerts.some((alert) => alerts.includes(alert));
}
