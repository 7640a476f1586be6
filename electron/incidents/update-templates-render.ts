import { isOver } from '#shared/domain/lifecycle.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { statusNameFor } from '#shared/domain/status-names.ts';
import { isOutside, toUpdateView, type UpdateViewInput, updateText } from '#shared/domain/update-view.ts';
import type { UpdateTemplateFile } from './update-templates.ts';
import { createUpdateEngine } from './update-templates-liquid.ts';

export interface UpdateRequest extends Omit<UpdateViewInput, 'audience' | 'publicStatus'> {
  /** One of the template's words. Absent: that of the incident's status. */
  readonly publicStatus?: string | undefined;
  /** What a person filled in, by the id of the field. A field that is not named has its default. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface RenderedUpdate {
  /** Markdown. */
  readonly text: string;
  readonly publicStatus: string;
  /** Ids of required fields that are empty. */
  readonly missing: string[];
  /** What readers outside should perhaps not see, one line each. */
  readonly warnings: string[];
}

export type UpdateProblemCode = 'template-broken' | 'unknown-field' | 'unknown-status';

/** A field of a template as a person finds it: with what the incident already knows. */
export interface FilledField {
  readonly id: string;
  readonly label: string;
  readonly multiline: boolean;
  readonly required: boolean;
  /** Empty where nothing is known. */
  readonly initial: string;
}

/** The fields of a template with their defaults from the incident. */
export function fillFields(template: UpdateTemplateFile, request: Omit<UpdateRequest, 'fields'>): FilledField[] {
  const view = viewOf(template, request, statusFor(template, request));
  return template.fields.map(({ id, label, multiline, required, default: from }) => ({
    id,
    label,
    multiline,
    required,
    initial: (from !== undefined && updateText(view, from)) || '',
  }));
}

/** Fills in a template. The same request gives the same text: nothing comes from the clock or from a file. */
export function renderUpdate(
  template: UpdateTemplateFile,
  request: UpdateRequest,
): Outcome<RenderedUpdate, UpdateProblemCode> {
  const stray = Object.keys(request.fields).find((id) => !template.fields.some((field) => field.id === id));
  if (stray !== undefined) {
    const known = template.fields.map(({ id }) => id).join(', ') || 'none';
    return fail('unknown-field', `The template ${template.id} has no field ${stray}.`, `Its fields: ${known}.`);
  }
  const { publicStatus = statusFor(template, request), incident } = request;
  if (!template.publicStatus.includes(publicStatus)) {
    const words = template.publicStatus.join(', ');
    return fail('unknown-status', `The template ${template.id} is not for ${publicStatus}.`, `Use one of: ${words}.`);
  }
  const fields = new Map(
    fillFields(template, { ...request, publicStatus }).map(({ id, initial }) => {
      const given = Object.hasOwn(request.fields, id) ? request.fields[id] : initial;
      // In Liquid an empty text counts as true: what is not filled in has to be absent.
      return [id, given?.trim() || undefined] as const;
    }),
  );
  const engine = createUpdateEngine(isOver(incident.status) ? 'unknown' : 'not yet known');
  try {
    const view = { ...viewOf(template, request, publicStatus), fields: Object.fromEntries(fields) };
    const body = engine.parseAndRenderSync(template.source, view).replace(/[ \t]+$/gm, '');
    const text = [...marks(request), body.trim()].join('\n\n');
    return succeed({
      text,
      publicStatus,
      missing: template.fields
        .filter(({ id, required }) => required && fields.get(id) === undefined)
        .map(({ id }) => id),
      warnings: isOutside(template.audience) ? internalWords(text, request) : [],
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('template-broken', `The template ${template.id} could not be filled in: ${why}.`, 'Correct its file.');
  }
}

function viewOf(template: UpdateTemplateFile, request: Omit<UpdateRequest, 'fields'>, publicStatus: string) {
  return toUpdateView({ ...request, audience: template.audience, publicStatus });
}

function statusFor({ audience, publicStatus }: UpdateTemplateFile, { incident }: Pick<UpdateRequest, 'incident'>) {
  const now = statusNameFor(audience, incident.status);
  return publicStatus.includes(now) ? now : (publicStatus[0] ?? now);
}

/** An exercise must never be taken for an outage, whatever a team's template leaves out. */
function marks({ incident }: Pick<UpdateRequest, 'incident'>): readonly string[] {
  return [
    ...(incident.drill ? ['**DRILL: nothing is broken.**'] : []),
    ...(incident.simulated ? ['**SIMULATED: the metrics are made up.**'] : []),
  ];
}

/** Names of people, places to meet and code in a text for readers outside. */
function internalWords(text: string, { incident, team }: UpdateRequest): string[] {
  const people = [
    ...Object.values(incident.roles),
    ...incident.responders.map(({ name }) => name),
    ...team.contacts.map(({ name }) => name),
  ];
  const places = [incident.links.call, incident.links['chat channel'], team.links.warRoomCall, team.links.chatChannel];
  const found = (words: readonly (string | undefined)[]) =>
    [...new Set(words)].filter((word) => word !== undefined && word.length > 2 && text.includes(word));
  return [
    ...found(people).map((name) => `The text names ${name}.`),
    ...found(places).map((place) => `The text names an internal place: ${place}.`),
    ...(/`|^ {4,}\S|^\s*[$#>] \S/m.test(text) ? ['The text seems to hold code or a command.'] : []),
  ];
}
