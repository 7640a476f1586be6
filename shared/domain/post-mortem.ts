import { apply } from './apply/index.ts';
import { type Clock, clocksOf } from './clocks.ts';
import type { JournalEvent, KnownEvent, Role } from './events/index.ts';
import { chainHeads } from './fold-order.ts';
import type { Incident } from './incident.ts';
import { type Figure, measurementsOf } from './measurements.ts';
import { plural } from './plural.ts';
import { type PostMortemGraph, toGraph } from './post-mortem-graph.ts';
import { type PostMortemEntry, toPostMortemEntries } from './post-mortem-timeline.ts';
import type { Snapshot } from './snapshot.ts';
import { type DocumentStatus, documentStatus } from './status-names.ts';
import { type SeverityLevel, severityRank, type Taxonomy } from './taxonomy.ts';

/** Everything that a post-mortem says, whatever its format. Times are UTC ms, durations ms. */
export interface PostMortem {
  readonly incident: Incident;
  readonly severity: SeverityLevel | undefined;
  readonly documentStatus: DocumentStatus;
  readonly detection: {
    readonly source: string;
    readonly alerts: readonly PostMortemAlert[];
  };
  readonly counts: {
    readonly events: number;
    readonly commands: number;
    readonly failedCommands: number;
    readonly notes: number;
    readonly graphs: number;
    readonly alerts: number;
    readonly people: number;
  };
  readonly moments: readonly { readonly name: string; readonly at: number | undefined }[];
  readonly figures: readonly TargetedFigure[];
  readonly figuresFromStart: readonly Figure[];
  readonly clocks: readonly Clock[];
  readonly roles: readonly { readonly role: Role; readonly personName: string }[];
  readonly timeline: readonly PostMortemEntry[];
  readonly graphs: readonly PostMortemGraph[];
  readonly runbooks: readonly PostMortemRunbook[];
  readonly heads: ReturnType<typeof chainHeads>;
  /** When the newest event was recorded: the document says how things stood then. */
  readonly asOf: number;
  /** What a reader would look for and the record does not hold, in words. */
  readonly missing: readonly string[];
  readonly warnings: readonly string[];
}

export interface PostMortemAlert {
  readonly name: string;
  readonly firedAt: number;
  readonly resolvedAt: number | undefined;
  readonly sourceName: string;
  readonly summary: string | undefined;
  readonly value: string | undefined;
  readonly simulated: boolean;
}

/** A figure beside the taxonomy's limit for it. */
export interface TargetedFigure extends Figure {
  readonly targetMs: number | undefined;
}

export interface PostMortemRunbook {
  readonly runbookId: string;
  readonly title: string;
  readonly attachedAt: number;
  readonly blob: string;
  readonly steps: readonly {
    readonly title: string;
    readonly state: string;
    readonly exitCode: number | undefined;
    readonly durationMs: number | undefined;
    readonly reason: string | undefined;
  }[];
}

export interface PostMortemSources {
  /** In fold order; the document is about the state after the last one. */
  readonly events: readonly JournalEvent[];
  readonly taxonomy: Taxonomy | undefined;
  /** By the SHA-256 of their blob; absent where a blob is missing or damaged. */
  readonly snapshots: ReadonlyMap<string, Snapshot>;
}

/** Folds an incident's events into the model of its post-mortem; undefined when they declare no incident. */
export function toPostMortem({ events, taxonomy, snapshots }: PostMortemSources): PostMortem | undefined {
  const incident = events.reduce(apply, undefined);
  const declared = events.find((event) => event.kind === 'declared');
  if (!incident || !declared) return undefined;
  const asOf = events.reduce((newest, { recordedAt }) => Math.max(newest, recordedAt), 0);
  const clocks = taxonomy ? clocksOf(incident, taxonomy, asOf) : [];
  const rank = taxonomy && severityRank(taxonomy, incident.severity);
  const timeline = toPostMortemEntries(events);
  const graphs = ofKind(events, 'snapshotTaken').map((event) => toGraph(event, snapshots.get(event.payload.blob)));
  const { figures, fromStart } = measurementsOf(incident);
  const commands = ofKind(events, 'commandFinished');
  const alerts = collectAlerts(events);
  const runbooks = collectRunbooks(incident, events);
  const roles = Object.entries(incident.roles).map(([role, personName]) => ({ role: role as Role, personName }));
  const partial = { incident, taxonomy, timeline, graphs, alerts, roles, runbooks, commandCount: commands.length };
  return {
    incident,
    severity: rank === undefined ? undefined : taxonomy?.levels[rank],
    documentStatus: documentStatus(incident.status),
    detection: { source: declared.payload.detectionSource, alerts },
    counts: {
      events: events.length,
      commands: commands.length,
      failedCommands: commands.filter(({ payload }) => payload.exitCode !== undefined && payload.exitCode !== 0).length,
      notes: ofKind(events, 'noteAdded').length,
      graphs: graphs.length,
      alerts: alerts.length,
      people: new Set(events.flatMap(({ actor }) => (actor.type === 'person' ? [actor.personId] : []))).size,
    },
    moments: momentsOf(incident),
    figures: figures.map((figure) => ({ ...figure, targetMs: targetOf(figure, clocks) })),
    figuresFromStart: fromStart,
    clocks,
    roles,
    timeline,
    graphs,
    runbooks,
    heads: chainHeads(events),
    asOf,
    missing: missingFrom(partial),
    warnings: warningsOf(partial, figures),
  };
}

function momentsOf({ timestamps }: Incident): PostMortem['moments'] {
  const { startedAt, detectedAt, declaredAt, acknowledgedAt, identifiedAt, mitigatedAt, resolvedAt, closedAt } =
    timestamps;
  return [
    { name: 'Started', at: startedAt },
    { name: 'Detected', at: detectedAt },
    { name: 'Declared', at: declaredAt },
    { name: 'Acknowledged', at: acknowledgedAt },
    { name: 'Identified', at: identifiedAt },
    { name: 'Mitigated', at: mitigatedAt },
    { name: 'Resolved', at: resolvedAt },
    { name: 'Closed', at: closedAt },
  ];
}

function targetOf(figure: Figure, clocks: readonly Clock[]): number | undefined {
  const ids: readonly string[] =
    figure.id === 'TTA' ? ['acknowledge', 'respond'] : figure.id === 'TTR' ? ['resolve'] : [];
  return clocks.find(({ id }) => ids.includes(id))?.limitMs;
}

function collectAlerts(events: readonly JournalEvent[]): PostMortemAlert[] {
  const resolved = ofKind(events, 'alertResolved');
  return ofKind(events, 'alertFired').map(({ payload, occurredAt }) => ({
    name: payload.name,
    firedAt: occurredAt,
    resolvedAt: resolved.find(
      (event) => event.payload.fingerprint === payload.fingerprint && event.occurredAt >= occurredAt,
    )?.occurredAt,
    sourceName: payload.sourceName,
    summary: payload.summary,
    value: payload.value,
    simulated: payload.simulated,
  }));
}

function collectRunbooks(incident: Incident, events: readonly JournalEvent[]): PostMortemRunbook[] {
  const titles = new Map<string, string>();
  for (const event of events) {
    if (event.kind !== 'stepStarted' && event.kind !== 'stepSkipped') continue;
    titles.set(JSON.stringify([event.payload.runbookId, event.payload.stepId]), event.payload.title);
  }
  return incident.runbooks.map(({ runbookId, title, attachedAt, blob, steps }) => ({
    runbookId,
    title,
    attachedAt,
    blob,
    steps: Object.entries(steps).map(([stepId, progress]) => ({
      title: titles.get(JSON.stringify([runbookId, stepId])) ?? stepId,
      state: progress.state,
      exitCode: progress.exitCode,
      durationMs: progress.durationMs,
      reason: progress.reason,
    })),
  }));
}

interface Contents {
  readonly incident: Incident;
  readonly taxonomy: Taxonomy | undefined;
  readonly timeline: readonly PostMortemEntry[];
  readonly graphs: readonly PostMortemGraph[];
  readonly alerts: readonly PostMortemAlert[];
  readonly roles: PostMortem['roles'];
  readonly runbooks: readonly PostMortemRunbook[];
  readonly commandCount: number;
}

function missingFrom({ graphs, alerts, roles, runbooks, taxonomy, commandCount }: Contents): string[] {
  const held: readonly (readonly [present: boolean, name: string])[] = [
    [alerts.length > 0, 'Alerts'],
    [roles.length > 0, 'Roles'],
    [runbooks.length > 0, 'Runbooks followed'],
    [graphs.length > 0, 'Graphs kept'],
    [taxonomy !== undefined, 'Clocks'],
    [commandCount > 0, 'Commands'],
  ];
  return held.filter(([present]) => !present).map(([, name]) => name);
}

function warningsOf({ incident, taxonomy, graphs, timeline }: Contents, figures: readonly Figure[]): string[] {
  const unreadable = graphs.filter(({ samples }) => samples === undefined).length;
  const backdated = timeline.filter((entry) => entry.backdated).length;
  const warnings = [
    documentStatus(incident.status) !== 'RESOLVED' && `The incident is not resolved: it is ${incident.status}.`,
    incident.roles['incident commander'] === undefined && 'No incident commander was assigned.',
    taxonomy === undefined && `The taxonomy "${incident.taxonomyId}" is not installed, so there are no targets.`,
    ...figures
      .filter(({ measurement }) => measurement.state === 'invalid')
      .map(({ name }) => `The ${name} is invalid: its end lies before its start.`),
    unreadable > 0 && `The samples of ${plural(unreadable, 'graph')} are missing or damaged.`,
    backdated > 0 &&
      `${plural(backdated, 'entry', 'entries')} of the timeline ${backdated === 1 ? 'was' : 'were'} backdated.`,
    incident.unknownEvents > 0 &&
      `${plural(incident.unknownEvents, 'entry', 'entries')} came from another version of War Room and could not be read.`,
  ];
  return warnings.filter((warning) => typeof warning === 'string');
}

function ofKind<Kind extends KnownEvent['kind']>(
  events: readonly JournalEvent[],
  kind: Kind,
): (KnownEvent & { readonly kind: Kind })[] {
  return events.filter((event): event is KnownEvent & { readonly kind: Kind } => event.kind === kind);
}
