import type { Alert } from '#shared/contract/index.ts';

/** Firing before pending, the most severe first, then the oldest; stable between refreshes. */
export function sortAlerts(alerts: readonly Alert[]): readonly Alert[] {
  return [...alerts].sort(
    (a, b) =>
      Number(a.state === 'pending') - Number(b.state === 'pending') ||
      severityRank(a) - severityRank(b) ||
      a.activeAt - b.activeAt ||
      a.fingerprint.localeCompare(b.fingerprint),
  );
}

const severities = ['critical', 'page', 'error', 'high', 'warning', 'medium', 'low', 'info', 'none'];

function severityRank(alert: Alert): number {
  const rank = severities.indexOf((alert.labels.severity ?? '').toLowerCase());
  return rank === -1 ? severities.length : rank;
}

/** How many fire and how many are pending. */
export function countAlerts(alerts: readonly Alert[]): { readonly firing: number; readonly pending: number } {
  const firing = alerts.filter(({ state }) => state === 'firing').length;
  return { firing, pending: alerts.length - firing };
}

/** The labels that tell this alert from others, as `name=value`: all but its name, the severity last. */
export function labelPairs(alert: Alert): readonly string[] {
  return Object.entries(alert.labels)
    .filter(([name]) => name !== 'alertname')
    .sort(([a], [b]) => Number(a === 'severity') - Number(b === 'severity') || a.localeCompare(b))
    .map(([name, value]) => `${name}=${value}`);
}

/** How far a pending alert is towards firing, 0 to 1; undefined when it fires or the rule's `for` is unknown. */
export function pendingProgress(alert: Alert, now: number): number | undefined {
  if (alert.state !== 'pending' || alert.forSeconds === undefined || alert.forSeconds <= 0) return undefined;
  return Math.min(1, Math.max(0, (now - alert.activeAt) / 1000 / alert.forSeconds));
}

/** The title that declaring from this alert suggests: its summary, else its name and what it is about. */
export function suggestedTitle(alert: Alert): string {
  const summary = alert.annotations.summary?.trim();
  if (summary) return summary.slice(0, 300);
  const about = alert.labels.job ?? alert.labels.service ?? alert.labels.instance;
  return (about ? `${alert.name} on ${about}` : alert.name).slice(0, 300);
}
