import type { EventDraft, WireEvent } from '#shared/domain/events/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import type { Outcome } from '#shared/domain/outcome.ts';

/**
 * What the other services need of the journal to leave evidence. `incidents/index.ts` implements it; they receive it,
 * so that none of them imports the journal.
 */
export interface Recorder {
  /**
   * Appends in one transaction, durable when it returns. `incidentId` undefined is this device's desk stream.
   * Errors: see the codes; nothing is written then.
   */
  record(
    incidentId: string | undefined,
    drafts: readonly EventDraft[],
    by: 'person' | 'system',
  ): Outcome<{ readonly events: readonly WireEvent[] }, RecorderProblemCode>;
  /** The folded state, or undefined for an unknown incident. */
  incident(incidentId: string): Incident | undefined;
  /** Open (not closed) incidents: sources such as alerts record into each of these, or into the desk when there is none. */
  openIncidentIds(): readonly string[];
  /** Keeps bytes by their SHA-256 and returns it; keeping the same bytes twice is one blob. Throws when the disk refuses. */
  putBlob(bytes: Uint8Array): string;
  getBlob(sha256: string): Outcome<Uint8Array, 'absent' | 'damaged'>;
}

export type RecorderProblemCode = 'unknown-incident' | 'not-saved' | 'read-only';
