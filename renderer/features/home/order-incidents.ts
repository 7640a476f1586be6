import type { IncidentSummary } from '#shared/contract/index.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import { severityRank, type Taxonomy } from '#shared/domain/taxonomy.ts';

/** Open incidents, the worst first and of equals the newest; then those that are over, the newest first. */
export function orderIncidents(incidents: readonly IncidentSummary[], taxonomies: readonly Taxonomy[]) {
  // A level that its taxonomy lost stands below those it has.
  const rank = ({ taxonomyId, severity }: IncidentSummary) => {
    const taxonomy = taxonomies.find(({ id }) => id === taxonomyId);
    return (taxonomy && severityRank(taxonomy, severity)) ?? Number.MAX_SAFE_INTEGER;
  };
  const newestFirst = incidents.toSorted((a, b) => b.declaredAt - a.declaredAt);
  return {
    open: newestFirst.filter(({ status }) => !isOver(status)).sort((a, b) => rank(a) - rank(b)),
    past: newestFirst.filter(({ status }) => isOver(status)),
  };
}
