import type { JournalEvent } from './events/index.ts';
import type { Incident } from './incident.ts';
import { ofKind } from './post-mortem-events.ts';

export interface PostMortemAlert {
  readonly name: string;
  readonly firedAt: number;
  readonly resolvedAt: number | undefined;
  readonly sourceName: string;
  readonly summary: string | undefined;
  readonly value: string | undefined;
  readonly simulated: boolean;
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

/** A file that was kept; its bytes are a blob. */
export interface PostMortemAttachment {
  readonly name: string;
  readonly caption: string | undefined;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly blob: string;
  readonly at: number;
}

/** Each firing of an alert with its own end. */
export function collectAlerts(events: readonly JournalEvent[]): PostMortemAlert[] {
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

export function collectRunbooks(incident: Incident, events: readonly JournalEvent[]): PostMortemRunbook[] {
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

export function collectAttachments(events: readonly JournalEvent[]): PostMortemAttachment[] {
  return ofKind(events, 'attachmentAdded').map(({ payload: { name, caption, mediaType, size, blob }, occurredAt }) => ({
    name,
    caption,
    mediaType,
    size,
    blob,
    at: occurredAt,
  }));
}
