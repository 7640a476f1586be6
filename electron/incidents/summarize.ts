import type { IncidentSummary } from '#shared/contract/index.ts';
import type { Incident } from '#shared/domain/incident.ts';

/** What the list of incidents says of one. */
export function summarize(incident: Incident): IncidentSummary {
  const { id, title, severity, taxonomyId, status, drill, timestamps, roles, mergedInto, eventCount } = incident;
  const commander = roles['incident commander'];
  return {
    id,
    title,
    severity,
    taxonomyId,
    status,
    drill,
    declaredAt: timestamps.declaredAt,
    ...(timestamps.resolvedAt !== undefined && { resolvedAt: timestamps.resolvedAt }),
    ...(commander !== undefined && { commander }),
    ...(mergedInto !== undefined && { mergedInto: mergedInto.id }),
    eventCount,
  };
}
