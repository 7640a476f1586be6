import { z } from 'zod';
import type { UpdateTemplate } from '#shared/contract/index.ts';
import type { Status } from '#shared/domain/events/index.ts';
import type { PublishedUpdate } from '#shared/domain/incident.ts';
import { statusNameFor } from '#shared/domain/status-names.ts';
import { lastChannels } from './channels.ts';

const draftSchema = z.object({
  templateId: z.string(),
  publicStatus: z.string(),
  /** What a person changed; a field that is not here follows the incident. */
  fields: z.record(z.string(), z.string()),
  /** The text as edited by hand; absent: the template's. */
  text: z.string().optional(),
  channels: z.array(z.string()),
  /** Further channels as typed. */
  others: z.string(),
});

/** An update that is being written. */
export type UpdateDraft = z.infer<typeof draftSchema>;

/** A kept draft, or undefined where there is none that this program and these templates can go on with. */
export function parseDraft(kept: string, templates: readonly UpdateTemplate[]): UpdateDraft | undefined {
  if (kept === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(kept);
  } catch {
    return undefined;
  }
  const parsed = draftSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const template = templates.find(({ id }) => id === parsed.data.templateId);
  if (!template?.publicStatuses.includes(parsed.data.publicStatus)) return undefined;
  // A team may have changed its template since: a field that is gone would be refused.
  const known = Object.entries(parsed.data.fields).filter(([id]) => template.fields.some((field) => field.id === id));
  return { ...parsed.data, fields: Object.fromEntries(known) };
}

interface Context {
  readonly status: Status;
  readonly updates: readonly PublishedUpdate[];
}

/** An empty update from a template, with the status word that its readers would see now. */
export function beginDraft(template: UpdateTemplate, { status, updates }: Context): UpdateDraft {
  const now = statusNameFor(template.audience, status);
  return {
    templateId: template.id,
    publicStatus: template.publicStatuses.includes(now) ? now : (template.publicStatuses[0] ?? now),
    fields: {},
    channels: [...lastChannels(template.audience, updates)],
    others: '',
  };
}

/** What to begin with: a page for the public that fits the present status, else whatever there is first. */
export function suggestTemplate(templates: readonly UpdateTemplate[], status: Status): UpdateTemplate | undefined {
  const fitting = templates.filter(({ audience, publicStatuses }) =>
    publicStatuses.includes(statusNameFor(audience, status)),
  );
  return fitting.find(({ audience }) => audience === 'status page') ?? fitting[0] ?? templates[0];
}

/** Whether a person put anything into it that would be lost. */
export function isWritten({ fields, text, others }: UpdateDraft): boolean {
  return Object.keys(fields).length > 0 || text !== undefined || others.trim() !== '';
}
