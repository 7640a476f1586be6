import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Alert } from '#shared/contract/metrics.ts';

const labels = z.record(z.string(), z.string());
const apiAlert = z.object({
  labels,
  annotations: labels.optional(),
  state: z.string(),
  activeAt: z.string().optional(),
  value: z.string().optional(),
});
const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          type: z.string().optional(),
          /** `for`, seconds. */
          duration: z.number().optional(),
          alerts: z.array(apiAlert).nullish(),
        }),
      ),
    }),
  ),
});
const alertsSchema = z.object({ alerts: z.array(apiAlert) });

/** Reads `data` of `/api/v1/rules?type=alert`; undefined when it is something else. */
export function readRules(data: unknown): readonly Alert[] | undefined {
  const parsed = rulesSchema.safeParse(data);
  if (!parsed.success) return undefined;
  const rules = parsed.data.groups.flatMap((group) => group.rules);
  return sorted(rules.flatMap((rule) => (rule.alerts ?? []).flatMap((alert) => toAlert(alert, rule.duration))));
}

/** Reads `data` of `/api/v1/alerts`, which does not know how long a rule waits. */
export function readAlerts(data: unknown): readonly Alert[] | undefined {
  const parsed = alertsSchema.safeParse(data);
  if (!parsed.success) return undefined;
  return sorted(parsed.data.alerts.flatMap((alert) => toAlert(alert, undefined)));
}

/** The same alert keeps its fingerprint: name and labels, whatever order they come in. */
export function fingerprintOf(alertLabels: Readonly<Record<string, string>>): string {
  const canonical = JSON.stringify(Object.entries(alertLabels).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(canonical).digest('hex').slice(0, 16);
}

function toAlert(alert: z.infer<typeof apiAlert>, forSeconds: number | undefined): Alert[] {
  if (alert.state !== 'firing' && alert.state !== 'pending') return [];
  const activeAt = Date.parse(alert.activeAt ?? '');
  return [
    {
      fingerprint: fingerprintOf(alert.labels),
      name: alert.labels.alertname ?? 'unnamed alert',
      state: alert.state,
      labels: alert.labels,
      annotations: alert.annotations ?? {},
      activeAt: Number.isNaN(activeAt) ? 0 : activeAt,
      value: alert.value ?? '',
      ...(forSeconds === undefined ? {} : { forSeconds }),
    },
  ];
}

/** Firing before pending, the newest first; one alert may come from two rules of the same name and labels. */
function sorted(alerts: readonly Alert[]): readonly Alert[] {
  const byFingerprint = new Map<string, Alert>();
  for (const alert of alerts) {
    if (byFingerprint.get(alert.fingerprint)?.state !== 'firing') byFingerprint.set(alert.fingerprint, alert);
  }
  return [...byFingerprint.values()].sort(
    (a, b) =>
      Number(b.state === 'firing') - Number(a.state === 'firing') ||
      b.activeAt - a.activeAt ||
      a.name.localeCompare(b.name),
  );
}
