import type { EventDraft, JournalEvent } from '../events/index.ts';
import { fail, type Outcome } from '../outcome.ts';
import type { Taxonomy } from '../taxonomy.ts';

/** Every way in which a command can be refused. */
export type DecideProblemCode =
  | 'unknown-incident'
  | 'unknown-taxonomy'
  | 'unknown-severity'
  | 'unknown-level'
  | 'unknown-event'
  | 'unknown-item'
  | 'unknown-person'
  | 'in-the-future'
  | 'in-the-past'
  | 'incident-closed'
  | 'no-change'
  | 'not-possible'
  | 'invalid-text';

/** What a decision needs to know besides the state. */
export interface DecideContext {
  /** UTC ms. */
  readonly now: number;
  /** The calendar day of the person who asks, `2026-11-21`. */
  readonly today: string;
  /** The incident's, or for `declare` the one that was asked for; undefined when there is none of that id. */
  readonly taxonomy: Taxonomy | undefined;
  /** Who asks; undefined for the program. */
  readonly actorName: string | undefined;
  /** The incident's event of that id. */
  readonly event: (eventId: string) => JournalEvent | undefined;
  /** A UUID that was never given before. */
  readonly newId: () => string;
}

export type Decision = Outcome<readonly EventDraft[], DecideProblemCode>;

/** A command that would write what already holds. */
export function noChange(message: string): Decision {
  return fail('no-change', message);
}

/** The optional reason of a command, as a payload's member. */
export function reasonOf(command: { readonly reason?: string | undefined }): { reason?: string } {
  return command.reason === undefined ? {} : { reason: command.reason };
}
