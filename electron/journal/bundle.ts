import type { Envelope } from '#shared/domain/events/index.ts';
import type { SignedHead } from './signed-head.ts';

/** An event with the payload bytes that its hash covers; undefined when the payload was purged. */
export interface SealedEvent {
  readonly envelope: Envelope;
  readonly payload: Uint8Array | undefined;
}

/** One stream as another data directory exported it: all of it, each chain from its first event on. */
export interface StreamBundle {
  readonly streamId: string;
  /** In any order. */
  readonly events: readonly SealedEvent[];
  readonly forks: readonly SealedEvent[];
  readonly signatures: readonly SignedHead[];
}

export interface ImportReport {
  /** Events that are new here. */
  readonly appended: number;
  /** Events, forks included, that were here already. */
  readonly skipped: number;
  /** Events that contradict what is here, kept beside it. */
  readonly forked: number;
  /** Signatures that are new here. */
  readonly signatures: number;
}

export type ImportProblemCode =
  /** What an event says, or its envelope, does not fit its hash; or it is empty and nothing says why. */
  | 'changed'
  /** An event does not follow from the one before it. */
  | 'chain-broken'
  /** A chain has a gap, or does not reach the head that was signed. */
  | 'seq-missing'
  /** An event of another stream is among them, or a second declaration: the first in order says what an incident is. */
  | 'wrong-stream'
  /** An event has the id of another one. */
  | 'id-taken'
  /** An event claims to be this device's, which never recorded it. */
  | 'own-chain'
  | 'signature-invalid';
