import type { Incident } from '#shared/domain/incident.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';

/** What a section of the panel is given here: the incident on the screen and what it is measured by. */
export interface ResponseProps {
  readonly incident: Incident;
  readonly taxonomy: Taxonomy;
}
