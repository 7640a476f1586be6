import { describeFact } from './describe-response.ts';
import { formatDuration } from './duration.ts';
import type { ImpactField, ReviewSection, Role, Status, UpdateAudience } from './events/index.ts';
import type { Incident } from './incident.ts';
import { isOver } from './lifecycle.ts';
import { documentStatus } from './status-names.ts';
import { cadenceOf, type SeverityLevel, type Taxonomy } from './taxonomy.ts';
import { type ContactKind, contactFor, type Team } from './team.ts';
import { createZonedTime, type ZonedTime } from './zoned-time.ts';

export interface UpdateViewInput {
  readonly incident: Incident;
  /** undefined where the incident's taxonomy is gone. */
  readonly taxonomy: Taxonomy | undefined;
  readonly team: Team;
  readonly audience: UpdateAudience;
  /** The status word that the readers will see. */
  readonly publicStatus: string;
  /** UTC ms. */
  readonly now: number;
  /** IANA name, or 'local'. */
  readonly timeZone: string;
}

/** What a template prints: words, or undefined for what nobody knows yet; never a zero or an empty text in its place. */
export type UpdateValue = string | boolean | readonly UpdateListItem[] | undefined;
export type UpdateListItem = Readonly<Record<string, string | undefined>>;
export interface UpdateView {
  readonly [name: string]: UpdateValue | UpdateView;
}

interface Context extends UpdateViewInput {
  readonly time: ZonedTime;
  readonly level: SeverityLevel | undefined;
}
type Reader = (context: Context) => UpdateValue;

/** What readers outside may see: no names, no places to meet, no words that were written for colleagues. */
const outside: Readonly<Record<string, Reader>> = {
  'update.status': ({ publicStatus }) => publicStatus,
  'update.at': ({ now, ...context }) => timeText(context, now),
  'update.nextAt': nextUpdate,
  'incident.startedAt': (context) => timeText(context, context.incident.timestamps.startedAt),
  'incident.detectedAt': (context) => timeText(context, context.incident.timestamps.detectedAt),
  'incident.identifiedAt': (context) => timeText(context, context.incident.timestamps.identifiedAt),
  'incident.mitigatedAt': (context) => timeText(context, context.incident.timestamps.mitigatedAt),
  'incident.resolvedAt': (context) => timeText(context, context.incident.timestamps.resolvedAt),
  'incident.duration': durationText,
  'incident.publicImpact': (context) => impactText(context, ['users affected', 'share of users', 'regions']),
  'incident.usersAffected': (context) => factText(context, 'users affected'),
  'incident.shareOfUsers': (context) => factText(context, 'share of users'),
  'incident.regions': (context) => factText(context, 'regions'),
  'incident.drill': ({ incident }) => incident.drill,
  'incident.simulated': ({ incident }) => incident.simulated,
  'links.statusPage': ({ incident, team }) => incident.links['status page'] ?? team.links.statusPage,
  'team.name': ({ team }) => team.name,
  'team.links.statusPage': ({ team }) => team.links.statusPage,
};

const inside: Readonly<Record<string, Reader>> = {
  ...outside,
  'incident.title': ({ incident }) => incident.title.replace(/\s+/g, ' '),
  'incident.summary': ({ incident }) => incident.summary,
  'incident.severity': ({ incident }) => incident.severity,
  'incident.severityName': ({ level }) => level?.name,
  'incident.severityMeaning': ({ level }) => level?.meaning,
  'incident.status': ({ incident }) => incident.status satisfies Status,
  'incident.documentStatus': ({ incident }) => documentStatus(incident.status),
  'incident.declaredAt': (context) => timeText(context, context.incident.timestamps.declaredAt),
  'incident.acknowledgedAt': (context) => timeText(context, context.incident.timestamps.acknowledgedAt),
  'incident.services': ({ incident }) => listText(incident.services),
  'incident.impact': (context) => impactText(context),
  'incident.requestsFailed': (context) => factText(context, 'requests failed'),
  'incident.revenue': (context) => factText(context, 'revenue'),
  'incident.sla': (context) => factText(context, 'SLA'),
  'incident.dataLoss': (context) => factText(context, 'data loss'),
  'incident.customerTickets': (context) => factText(context, 'customer tickets'),
  'incident.rootCause': section('root cause'),
  'incident.resolution': section('resolution'),
  'incident.lessons': section('lessons'),
  'incident.commander': role('incident commander'),
  'incident.technicalLead': role('technical lead'),
  'incident.communications': role('communications'),
  'incident.operations': role('operations'),
  'incident.scribe': role('scribe'),
  'incident.actionItems': actionItems,
  'links.call': ({ incident, team }) => incident.links.call ?? team.links.warRoomCall,
  'links.chatChannel': ({ incident, team }) => incident.links['chat channel'] ?? team.links.chatChannel,
  'links.ticket': ({ incident, team }) => incident.links.ticket ?? team.links.ticketSystem,
  'links.dashboard': ({ incident, team }) => incident.links.dashboard ?? team.links.dashboard,
  'links.document': ({ incident, team }) => incident.links.document ?? team.links.documentation,
  'team.links.warRoomCall': ({ team }) => team.links.warRoomCall,
  'team.links.chatChannel': ({ team }) => team.links.chatChannel,
  'team.links.ticketSystem': ({ team }) => team.links.ticketSystem,
  'team.links.dashboard': ({ team }) => team.links.dashboard,
  'team.links.documentation': ({ team }) => team.links.documentation,
  ...contactReaders(),
};

/** Whether the readers are not of the company. */
export function isOutside(audience: UpdateAudience): boolean {
  return audience === 'status page' || audience === 'customers';
}

/** The names that a template for an audience can use, beside its own fields: `incident.duration`. */
export function updateVariables(audience: UpdateAudience): readonly string[] {
  return Object.keys(readersFor(audience));
}

/** Names of those among them that hold lists; the others are single values. */
export const updateLists: readonly string[] = ['incident.actionItems'];

/** One incident as a template for an audience sees it. */
export function toUpdateView(input: UpdateViewInput): UpdateView {
  const level = input.taxonomy?.levels.find(({ id }) => id === input.incident.severity);
  const context: Context = { ...input, level, time: createZonedTime(input.timeZone) };
  const entries = Object.entries(readersFor(input.audience)).map(
    ([path, read]) => [path.split('.'), read(context)] as const,
  );
  return nest(entries);
}

/** The value at a name such as `incident.duration` as text, or undefined where it is unknown or no text. */
export function updateText(view: UpdateView, name: string): string | undefined {
  let value: UpdateValue | UpdateView = view;
  for (const step of name.split('.')) {
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = (value as UpdateView)[step];
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readersFor(audience: UpdateAudience): Readonly<Record<string, Reader>> {
  return isOutside(audience) ? outside : inside;
}

function nest(entries: readonly (readonly [readonly string[], UpdateValue])[]): UpdateView {
  const names = [...new Set(entries.flatMap(([[first]]) => first ?? []))];
  return Object.fromEntries(
    names.map((name) => {
      const below = entries.filter(([[first]]) => first === name);
      const leaf = below.find(([path]) => path.length === 1);
      return [name, leaf ? leaf[1] : nest(below.map(([path, value]) => [path.slice(1), value]))];
    }),
  );
}

/** "2026-11-20 14:03 UTC+1". */
function timeText({ time }: Pick<Context, 'time'>, instant: number | undefined): string | undefined {
  if (instant === undefined) return undefined;
  return `${time.day(instant)} ${time.minutes(instant)} ${time.zoneName(instant)}`;
}

/** Publishing an update starts its clock anew, so the next one is due a whole cadence from now. */
function nextUpdate(context: Context): string | undefined {
  const { incident, taxonomy, now } = context;
  const minutes = taxonomy && cadenceOf(taxonomy, incident.severity);
  if (minutes === undefined || isOver(incident.status)) return undefined;
  return timeText(context, now + minutes * 60_000);
}

/** From the start where it is known, else from the detection, until the resolution or now. */
function durationText({ incident, now }: Context): string | undefined {
  const { startedAt, detectedAt, resolvedAt } = incident.timestamps;
  const end = isOver(incident.status) ? resolvedAt : now;
  const ms = end === undefined ? -1 : end - (startedAt ?? detectedAt);
  return ms < 0 ? undefined : formatDuration(ms);
}

/** The known facts in one line; all of them, or those that `fields` names. */
function impactText({ incident }: Context, fields?: readonly ImpactField[]): string | undefined {
  const facts = Object.values(incident.impact)
    .map(({ fact }) => fact)
    .filter(({ field, value }) => value !== null && (fields?.includes(field) ?? true));
  return facts.length === 0 ? undefined : facts.map((fact) => `${fact.field}: ${describeFact(fact)}`).join('; ');
}

function factText({ incident }: Context, field: ImpactField): string | undefined {
  const fact = incident.impact[field]?.fact;
  return fact === undefined || fact.value === null ? undefined : describeFact(fact);
}

function section(name: ReviewSection): Reader {
  return ({ incident }) => incident.review.sections[name]?.text.trim() || undefined;
}

function role(name: Role): Reader {
  return ({ incident }) => incident.roles[name];
}

function listText(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.join(', ');
}

function actionItems({ incident }: Context): readonly UpdateListItem[] {
  return incident.actionItems
    .filter(({ state }) => state !== 'dropped')
    .map(({ title, owner, dueOn, priority, state, link }) => ({ title, owner, dueOn, priority, state, link }));
}

/** `team.contacts.onCall.name` and `.contact`: the first contact of each kind. */
function contactReaders(): Readonly<Record<string, Reader>> {
  const names: Readonly<Record<Exclude<ContactKind, 'other'>, string>> = {
    'on-call': 'onCall',
    'team lead': 'teamLead',
    'engineering manager': 'engineeringManager',
    CTO: 'cto',
    security: 'security',
    legal: 'legal',
    leadership: 'leadership',
  };
  return Object.fromEntries(
    Object.entries(names).flatMap(([kind, name]): readonly (readonly [string, Reader])[] => [
      [`team.contacts.${name}.name`, ({ team }) => contactFor(team, kind as ContactKind)?.name],
      [`team.contacts.${name}.contact`, ({ team }) => contactFor(team, kind as ContactKind)?.contact],
    ]),
  );
}
