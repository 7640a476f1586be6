import { apply } from './apply/index.ts';
import { type Clock, clocksOf } from './clocks.ts';
import type { JournalEvent, Role } from './events/index.ts';
import { chainHeads } from './fold-order.ts';
import type { Incident } from './incident.ts';
import { type Figure, measurementsOf } from './measurements.ts';
import { ofKind, shownEvents } from './post-mortem-events.ts';
import {
  collectAlerts,
  collectAttachments,
  collectRunbooks,
  type PostMortemAlert,
  type PostMortemAttachment,
  type PostMortemRunbook,
} from './post-mortem-evidence.ts';
import { type PostMortemGraph, toGraph } from './post-mortem-graph.ts';
import {
  type CheckedList,
  collectChecklists,
  collectCorrections,
  collectExports,
  collectImpact,
  collectReopenings,
  collectRoles,
  type ImpactRow,
  type MomentCorrection,
  type Reopening,
  type RoleChange,
} from './post-mortem-response.ts';
import {
  collectActionItems,
  collectReview,
  collectUnwritten,
  type PostMortemActionItem,
} from './post-mortem-review.ts';
import {
  collectEntryCorrections,
  type EntryCorrection,
  type PostMortemEntry,
  toPostMortemEntries,
} from './post-mortem-timeline.ts';
import { warningsOf } from './post-mortem-warnings.ts';
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
    readonly updates: number;
    readonly people: number;
  };
  readonly moments: readonly { readonly name: string; readonly at: number | undefined }[];
  readonly figures: readonly TargetedFigure[];
  readonly figuresFromStart: readonly Figure[];
  readonly clocks: readonly Clock[];
  /** Who has which part at the end. */
  readonly roles: readonly { readonly role: Role; readonly personName: string }[];
  readonly roleChanges: readonly RoleChange[];
  readonly impact: readonly ImpactRow[];
  readonly checklists: readonly CheckedList[];
  readonly reopenings: readonly Reopening[];
  readonly actionItems: readonly PostMortemActionItem[];
  /** What people wrote, by section: `rootCause`. */
  readonly review: Readonly<Record<string, string>>;
  readonly unwritten: readonly string[];
  readonly timeline: readonly PostMortemEntry[];
  readonly momentCorrections: readonly MomentCorrection[];
  readonly entryCorrections: readonly EntryCorrection[];
  readonly graphs: readonly PostMortemGraph[];
  readonly attachments: readonly PostMortemAttachment[];
  readonly runbooks: readonly PostMortemRunbook[];
  readonly exports: ReturnType<typeof collectExports>;
  readonly heads: readonly PostMortemHead[];
  readonly forks: number;
  /** When the newest event was recorded: the document says how things stood then. */
  readonly asOf: number;
  /** What a reader would look for and the record does not hold, in words. */
  readonly missing: readonly string[];
  readonly warnings: readonly string[];
}

/** The newest event of one device, and the newest that it signed. */
export interface PostMortemHead {
  readonly device: number;
  readonly deviceId: string;
  readonly seq: number;
  readonly hash: string;
  readonly signature?: PostMortemSignature;
}

export interface PostMortemSignature {
  readonly deviceId: string;
  readonly seq: number;
  /** UTC ms, by the device's clock. */
  readonly signedAt: number;
  /** SHA-256 of the public key. */
  readonly keyFingerprint: string;
}

/** A figure beside the taxonomy's limit for it. */
export interface TargetedFigure extends Figure {
  readonly targetMs: number | undefined;
}

export interface PostMortemSources {
  /** In fold order; the document is about the state after the last one. */
  readonly events: readonly JournalEvent[];
  readonly taxonomy: Taxonomy | undefined;
  /** By the SHA-256 of their blob; absent where a blob is missing or damaged. */
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  /** Valid ones, the newest of each device. Default: none. */
  readonly signatures?: readonly PostMortemSignature[];
  /** How many events contradict those of the record. Default: none. */
  readonly forks?: number;
}

/** Folds an incident's events into the model of its post-mortem; undefined when they declare no incident. */
export function toPostMortem(sources: PostMortemSources): PostMortem | undefined {
  const { events, taxonomy, snapshots, signatures = [], forks = 0 } = sources;
  const incident = events.reduce(apply, undefined);
  const declared = events.find((event) => event.kind === 'declared');
  if (!incident || !declared) return undefined;
  const asOf = events.reduce((newest, { recordedAt }) => Math.max(newest, recordedAt), 0);
  const shown = shownEvents(events, incident);
  const heads = chainHeads(events).map((head, index): PostMortemHead => {
    const signature = signatures.find(({ deviceId }) => deviceId === head.deviceId);
    return { ...head, device: index + 1, ...(signature && { signature }) };
  });
  const devices = heads.map(({ deviceId }) => deviceId);
  const clocks = taxonomy ? clocksOf(incident, taxonomy, asOf) : [];
  const rank = taxonomy && severityRank(taxonomy, incident.severity);
  const timeline = toPostMortemEntries(events, devices);
  const graphs = ofKind(shown, 'snapshotTaken').map((event) => toGraph(event, snapshots.get(event.payload.blob)));
  const { figures, fromStart } = measurementsOf(incident);
  const alerts = collectAlerts(shown);
  const model = {
    incident,
    severity: rank === undefined ? undefined : taxonomy?.levels[rank],
    documentStatus: documentStatus(incident.status),
    detection: { source: declared.payload.detectionSource, alerts },
    counts: { ...countEntries(timeline), ...countEvents(events), graphs: graphs.length, alerts: alerts.length },
    moments: momentsOf(incident),
    figures: figures.map((figure) => ({ ...figure, targetMs: targetOf(figure, clocks) })),
    figuresFromStart: fromStart,
    clocks,
    roles: Object.entries(incident.roles).map(([role, personName]) => ({ role: role as Role, personName })),
    roleChanges: collectRoles(shown),
    impact: collectImpact(incident),
    checklists: collectChecklists(incident),
    reopenings: collectReopenings(incident),
    actionItems: collectActionItems(incident, asOf),
    review: collectReview(incident),
    unwritten: collectUnwritten(incident),
    timeline,
    momentCorrections: collectCorrections(incident),
    entryCorrections: collectEntryCorrections(timeline),
    graphs,
    attachments: collectAttachments(shown),
    runbooks: collectRunbooks(incident, shown),
    exports: collectExports(shown),
    heads,
    forks,
    asOf,
    warnings: warningsOf({ incident, taxonomy, timeline, graphs, figures, forks }),
  };
  return { ...model, missing: missingFrom(model, taxonomy) };
}

function countEntries(timeline: readonly PostMortemEntry[]) {
  const kept = timeline.filter(({ retracted }) => retracted === undefined);
  const exitCodes = kept.flatMap(({ command }) => (command?.durationMs === undefined ? [] : [command.exitCode]));
  return {
    commands: exitCodes.length,
    failedCommands: exitCodes.filter((code) => code !== undefined && code !== 0).length,
    notes: kept.filter(({ category, purged }) => category === 'note' && purged === undefined).length,
    updates: kept.filter(({ category }) => category === 'update').length,
  };
}

function countEvents(events: readonly JournalEvent[]) {
  const people = new Set(events.flatMap(({ actor }) => (actor.type === 'person' ? [actor.personId] : [])));
  return { events: events.length, people: people.size };
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

function missingFrom(model: Omit<PostMortem, 'missing'>, taxonomy: Taxonomy | undefined): string[] {
  const held: readonly (readonly [present: boolean, name: string])[] = [
    [model.impact.length > 0, 'Impact'],
    [model.detection.alerts.length > 0, 'Alerts'],
    [model.roles.length > 0, 'Roles'],
    [model.incident.updates.length > 0, 'Updates'],
    [model.checklists.length > 0, 'Checklists'],
    [model.runbooks.length > 0, 'Runbooks followed'],
    [model.graphs.length > 0, 'Graphs kept'],
    [model.actionItems.length > 0, 'Action items'],
    [taxonomy !== undefined, 'Clocks'],
    [model.counts.commands > 0, 'Commands'],
  ];
  return held.filter(([present]) => !present).map(([, name]) => name);
}
