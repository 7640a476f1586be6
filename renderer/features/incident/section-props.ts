import type { Incident } from '#shared/domain/incident.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';

/** What each section of the panel is given: the incident on the screen and what it is measured by. */
export interface SectionProps {
  readonly incident: Incident;
  readonly taxonomy: Taxonomy;
}
