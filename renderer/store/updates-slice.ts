import type { StateCreator } from 'zustand';
import type { Checklist, Client, UpdateTemplate } from '#shared/contract/index.ts';
import { type Outcome, succeed } from '#shared/domain/outcome.ts';
import { servicesSilent } from './services-silent.ts';

type PreviewRequest = Omit<Parameters<Client['updates']['preview']>[0], 'incidentId'>;
/** An update as it would go out, as Markdown. */
export type UpdatePreview = Extract<Awaited<ReturnType<Client['updates']['preview']>>, { ok: true }>['value'];

/** What comes from files; `problems` names those that can't be used, one line each. */
export interface FromFiles<Item> {
  readonly items: readonly Item[];
  readonly problems: readonly string[];
}

export interface UpdatesSlice {
  /** The checklists with the limits of the incident's taxonomy. */
  loadChecklists(incidentId: string): Promise<Outcome<FromFiles<Checklist>>>;
  /** The templates with what the incident knows by now in their fields. */
  loadUpdateTemplates(incidentId: string): Promise<Outcome<FromFiles<UpdateTemplate>>>;
  previewUpdate(incidentId: string, request: PreviewRequest): Promise<Outcome<UpdatePreview>>;
}

/** What the sections of the response ask the services for. It keeps nothing: all of it depends on the present moment. */
export function createUpdatesSlice(client: Client): StateCreator<UpdatesSlice, [], [], UpdatesSlice> {
  return () => ({
    loadChecklists: (incidentId) =>
      client.updates
        .checklists({ incidentId })
        .then(({ checklists: items, problems }) => succeed({ items, problems }), servicesSilent),
    loadUpdateTemplates: (incidentId) =>
      client.updates
        .templates({ incidentId })
        .then(({ templates: items, problems }) => succeed({ items, problems }), servicesSilent),
    previewUpdate: (incidentId, request) => client.updates.preview({ incidentId, ...request }).catch(servicesSilent),
  });
}
