import { checklistsFor } from '#shared/domain/checklists.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { fail } from '#shared/domain/outcome.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import type { Team } from '#shared/domain/team.ts';
import { type DataDirectories, formatProblem } from '../data-files/index.ts';
import type { Handlers } from '../rpc/handlers.ts';
import { openChecklists } from './checklists.ts';
import { openUpdateTemplates } from './update-templates.ts';
import { fillFields, renderUpdate } from './update-templates-render.ts';

export interface UpdatesDependencies extends DataDirectories {
  readonly incidents: {
    incident(incidentId: string): Incident | undefined;
    taxonomyOf(incident: Incident): Taxonomy | undefined;
  };
  readonly settings: { team(): Team; timeZone(): string };
  /** Wall clock, UTC ms. Default: the machine's. */
  readonly now?: () => number;
}

/** Updates from templates, and the checklists with the limits of an incident's taxonomy. */
export function createUpdatesService(dependencies: UpdatesDependencies) {
  const { incidents, settings, now = Date.now } = dependencies;
  const templates = openUpdateTemplates(dependencies);
  const checklists = openChecklists(dependencies);

  const requestFor = (incident: Incident) => ({
    incident,
    taxonomy: incidents.taxonomyOf(incident),
    team: settings.team(),
    timeZone: settings.timeZone(),
    now: now(),
  });

  return {
    templates: ({ incidentId }) => {
      const incident = incidents.incident(incidentId);
      const { items, problems } = templates();
      if (incident === undefined) return { templates: [], problems: problems.map(formatProblem) };
      const request = requestFor(incident);
      return {
        templates: items.map((template) => ({
          id: template.id,
          name: template.name,
          audience: template.audience,
          publicStatuses: template.publicStatus,
          fields: fillFields(template, request),
        })),
        problems: problems.map(formatProblem),
      };
    },
    preview: ({ incidentId, templateId, publicStatus, fields }) => {
      const incident = incidents.incident(incidentId);
      if (incident === undefined) {
        return fail('unknown-incident', 'There is no such incident here.', 'Open it from the list of incidents.');
      }
      const { items } = templates();
      const template = items.find(({ id }) => id === templateId);
      if (template === undefined) {
        const known = items.map(({ id }) => id).join(', ');
        return fail('unknown-template', `There is no update template ${templateId}.`, `Choose one of: ${known}.`);
      }
      return renderUpdate(template, { ...requestFor(incident), publicStatus, fields });
    },
    checklists: ({ incidentId }) => {
      const incident = incidents.incident(incidentId);
      const { items, problems } = checklists();
      const taxonomy = incident && incidents.taxonomyOf(incident);
      return { checklists: checklistsFor(items, taxonomy ?? {}), problems: problems.map(formatProblem) };
    },
  } satisfies Handlers<'updates'>;
}
