import type { JournalStatus } from '#shared/contract/index.ts';
import type { Actor, EventDraft, WireEvent } from '#shared/domain/events/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import type { Latest } from '../latest.ts';
import type { VerifyReport } from './verify.ts';

export interface JournalOptions {
  /** Made when missing (0700). */
  readonly dataDir: string;
  /** Wall clock, UTC ms. Default: the machine's. */
  readonly now?: () => number;
  /** Ids of new events. Default: UUIDv7. */
  readonly newId?: () => string;
  /** Whether the pages of the file are checked when it is opened. Default: yes. */
  readonly check?: boolean;
}

export type AppendProblemCode = 'not-saved' | 'read-only';

/** A place in the order in which this journal stored its events; positions only grow. */
export type Position = number;

export interface StoredEvent {
  readonly position: Position;
  readonly event: WireEvent;
}

/**
 * The local store of all events: one append-only stream per incident and one desk stream per device. Everything is
 * synchronous; a write is durable when it returns.
 */
export interface Journal {
  readonly deviceId: string;
  /** Where this device keeps what happens with no incident open. */
  readonly deskStreamId: string;
  readonly status: Latest<JournalStatus>;
  /** The newest stored position, whichever process wrote it. A watcher reads on from its own position when it wakes. */
  readonly head: Latest<Position>;
  /**
   * One transaction: takes the write lock, asks `decide` what to write (it may read the journal: nobody else writes
   * now), gives each draft its device, seq, hlc and hashes, and returns when they are on the disk. Whatever `decide`
   * refuses, or the disk, leaves nothing behind. A draft's occurredAt that runs ahead is brought back to now.
   */
  append<Code extends string>(
    streamId: string,
    actor: Actor,
    decide: () => Outcome<readonly EventDraft[], Code>,
  ): Outcome<readonly StoredEvent[], Code | AppendProblemCode>;
  /** Events of one stream in the order they were stored, after `position`, at most `limit`. */
  readStored(streamId: string, after: Position, limit: number): readonly StoredEvent[];
  /** Events of one stream in fold order (hlc, device, seq), stored no later than `upTo`, in pages. */
  readFolded(streamId: string, upTo?: Position): Iterable<readonly StoredEvent[]>;
  hasStream(streamId: string): boolean;
  hasEvent(streamId: string, eventId: string): boolean;
  /** Streams in which an incident was declared. */
  declaredStreamIds(): readonly string[];
  /** Checks chains, hashes and the blobs that the stream's events name. */
  verify(streamId: string): VerifyReport;
  /** Keeps bytes by their SHA-256 and returns it. Throws when the disk refuses. */
  putBlob(bytes: Uint8Array): string;
  getBlob(sha256: string): Outcome<Uint8Array, 'absent' | 'damaged'>;
  close(): void;
}
