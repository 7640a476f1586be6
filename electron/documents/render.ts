import type { DocumentFormat } from '#shared/contract/index.ts';
import { assertNever } from '#shared/domain/assert-never.ts';
import type { WireEvent } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { type PostMortem, type PostMortemSources, toPostMortem } from '#shared/domain/post-mortem.ts';
import { shownEvents } from '#shared/domain/post-mortem-events.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import { type Snapshot, snapshotSchema } from '#shared/domain/snapshot.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import type { IncidentFile } from '../incidents/index.ts';
import type { Recorder } from '../incidents/recorder.ts';
import type { FileBytes } from './file-bytes.ts';
import { readTemplate, renderTemplate } from './template.ts';

export interface RenderSources {
  readonly incidents: {
    incident(incidentId: string): Incident | undefined;
    /** In fold order; empty for an unknown incident. */
    events(incidentId: string): readonly WireEvent[];
    taxonomyOf(incident: Incident): Taxonomy | undefined;
    /** The signed heads, and how many events contradict the record. */
    integrity(incidentId: string): Required<Pick<PostMortemSources, 'signatures' | 'forks'>>;
    exportFile(incidentId: string): Promise<Outcome<IncidentFile, 'unknown-incident'>>;
  };
  readonly recorder: Pick<Recorder, 'getBlob'>;
  readonly resourcesDir: string;
  readonly appVersion: string;
}

export interface RenderRequest {
  readonly incidentId: string;
  readonly format: DocumentFormat;
  /** IANA name, or 'local' for this device's; absent: UTC only. */
  readonly timeZone?: string | undefined;
}

export interface RenderedDocument {
  /** Pieces can be asked for more than once. */
  readonly bytes: FileBytes;
  /** For a file name, without extension. */
  readonly title: string;
  readonly extension: string;
  readonly warnings: readonly string[];
  /** Hash of the newest event that went into it. */
  readonly headHash: string;
}

const TEMPLATE = 'sre';

/**
 * Renders an incident's document from the events present now. The same head with the same options gives the same
 * bytes: nothing in it comes from the clock or the machine.
 */
export async function renderDocument(
  sources: RenderSources,
  request: RenderRequest,
): Promise<Outcome<RenderedDocument, 'unknown-incident' | 'invalid-time-zone'>> {
  const zone = readZone(request.timeZone);
  if (!zone.ok) return zone;
  const incident = sources.incidents.incident(request.incidentId);
  if (!incident) return unknownIncident();
  switch (request.format) {
    case 'markdown':
      return renderPostMortem(sources, incident, zone.value);
    case 'json': {
      const file = await sources.incidents.exportFile(incident.id);
      return file.ok ? succeed({ ...file.value, title: titleOf(incident), extension: 'json' }) : file;
    }
    default:
      return assertNever(request.format);
  }
}

async function renderPostMortem(
  sources: RenderSources,
  incident: Incident,
  zone: string | undefined,
): Promise<Outcome<RenderedDocument, 'unknown-incident'>> {
  const wire = sources.incidents.events(incident.id);
  const head = wire.at(-1);
  const events = wire.map(readEvent);
  const snapshots = new Map<string, Snapshot>();
  for (const event of shownEvents(events, incident)) {
    if (event.kind !== 'snapshotTaken') continue;
    const snapshot = readSnapshot(sources.recorder, event.payload.blob);
    if (snapshot) snapshots.set(event.payload.blob, snapshot);
  }
  const taxonomy = sources.incidents.taxonomyOf(incident);
  const model = toPostMortem({ events, taxonomy, snapshots, ...sources.incidents.integrity(incident.id) });
  if (!model || !head) return unknownIncident();
  return succeed({
    bytes: new TextEncoder().encode(await toMarkdown(sources, model, head.hash, zone)),
    title: titleOf(model.incident),
    extension: 'md',
    warnings: model.warnings,
    headHash: head.hash,
  });
}

/** "2026-11-20 Checkout is down". */
function titleOf({ timestamps, title }: Incident): string {
  return `${new Date(timestamps.declaredAt).toISOString().slice(0, 10)} ${title}`;
}

async function toMarkdown(
  sources: RenderSources,
  model: PostMortem,
  headHash: string,
  zone: string | undefined,
): Promise<string> {
  const template = await readTemplate(sources.resourcesDir, TEMPLATE);
  const view = {
    ...model,
    evidence: model.timeline.filter(({ evidenceId }) => evidenceId !== undefined),
    proofs: Object.fromEntries(model.timeline.map(({ eventId, evidenceId }) => [eventId, evidenceId])),
    links: Object.entries(model.incident.links).map(([kind, target]) => ({ kind, target })),
    headHash,
    appVersion: sources.appVersion,
    templateName: template.name,
    templateHash: template.hash,
    verifyCommand: `war-room incident verify ${model.incident.id}`,
  };
  return renderTemplate(template, view, zone);
}

/** The zone to print beside UTC; undefined for none, also where the zone is UTC itself under any of its names. */
function readZone(timeZone: string | undefined): Outcome<string | undefined, 'invalid-time-zone'> {
  if (timeZone === undefined) return succeed(undefined);
  try {
    const options = timeZone === 'local' ? {} : { timeZone };
    const zone = new Intl.DateTimeFormat('en', options).resolvedOptions().timeZone;
    return succeed(zone === 'UTC' ? undefined : zone);
  } catch {
    return fail('invalid-time-zone', `There is no time zone "${timeZone}".`, 'Give an IANA name such as Europe/Paris.');
  }
}

/** The kept samples, or undefined where the blob is missing, damaged or of another version. */
function readSnapshot(recorder: Pick<Recorder, 'getBlob'>, sha256: string): Snapshot | undefined {
  const blob = recorder.getBlob(sha256);
  if (!blob.ok) return undefined;
  try {
    return snapshotSchema.parse(JSON.parse(new TextDecoder().decode(blob.value)));
  } catch {
    return undefined;
  }
}

function unknownIncident() {
  return fail('unknown-incident', 'There is no such incident here.', 'Open it from the list of incidents.');
}
