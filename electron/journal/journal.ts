import type { JournalStatus } from '#shared/contract/index.ts';
import type { Actor, EventDraft, WireEvent } from '#shared/domain/events/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import type { Latest } from '../latest.ts';
import type { ImportProblemCode, ImportReport, StreamBundle } from './bundle.ts';
import type { CheckedBundle } from './check-bundle.ts';
import type { PurgeProblemCode, PurgeReport } from './purge-report.ts';
import type { SalvageProblemCode, SalvageReport } from './salvage.ts';
import type { SignedHead } from './signed-head.ts';
import type { Storage, SystemFacts } from './storage.ts';
import type { VerifyReport } from './verify-report.ts';

export interface JournalOptions {
  /** Made when missing (0700). */
  readonly dataDir: string;
  /** Wall clock, UTC ms. Default: the machine's. */
  readonly now?: () => number;
  /** Ids of new events. Default: UUIDv7. */
  readonly newId?: () => string;
  /** Whether the pages of the file are checked when it is opened. Default: yes. */
  readonly check?: boolean;
  /** What the machine says about its file systems and its SQLite. Default: this machine. */
  readonly system?: SystemFacts;
}

export type AppendProblemCode = 'not-saved' | 'read-only';

/** A place in the order in which this journal stored its events; positions only grow. */
export type Position = number;

export interface StoredEvent {
  readonly position: Position;
  /** A purged one has `purged` set and the payload `null`; an `entryPurged` of its stream says by whom and why. */
  readonly event: WireEvent;
  /** 'foreign': it came in with an import, whatever device it names. */
  readonly origin: 'local' | 'foreign';
}

/** The newest event of one device in a stream. */
export interface ChainHead {
  readonly deviceId: string;
  readonly seq: number;
  readonly hash: string;
}

/** What `decide` is told inside the write transaction. */
export interface AppendContext {
  /** The wall clock at which the events will be recorded, UTC ms. */
  readonly now: number;
}

export interface StreamDrafts {
  readonly streamId: string;
  readonly drafts: readonly EventDraft[];
}

/**
 * The local store of all events: one append-only stream per incident and one desk stream per device. Everything is
 * synchronous; a write is durable when it returns.
 */
export interface Journal {
  readonly deviceId: string;
  /** Where this device keeps what happens with no incident open. */
  readonly deskStreamId: string;
  readonly storage: Storage;
  readonly status: Latest<JournalStatus>;
  /** The newest stored position, whichever process wrote it. A watcher reads on from its own position when it wakes. */
  readonly head: Latest<Position>;
  /**
   * One transaction: takes the write lock, asks `decide` what to write (it may read the journal: nobody else writes
   * now), gives each draft its device, seq, hlc and hashes, and returns when they are on the disk. Whatever `decide`
   * refuses, or the disk, leaves nothing behind. A draft's occurredAt that runs ahead is brought back to now; one with
   * `bySystem` is the system's and not the actor's. The answer may hold more than was drafted: where the wall clock
   * went back, a `clockSkewDetected` comes first. Throws a TypeError for a payload that its schema refuses, and for
   * `entryPurged`, which only `purge` writes.
   */
  append<Code extends string>(
    streamId: string,
    actor: Actor,
    decide: (context: AppendContext) => Outcome<readonly EventDraft[], Code>,
  ): Outcome<readonly StoredEvent[], Code | AppendProblemCode>;
  /** `append` over several streams in one transaction: all of it is written, or nothing. */
  appendAll<Code extends string>(
    actor: Actor,
    decide: (context: AppendContext) => Outcome<readonly StreamDrafts[], Code>,
  ): Outcome<readonly StoredEvent[], Code | AppendProblemCode>;

  /** Events of one stream in the order they were stored, after `position`, at most `limit`. */
  readStored(streamId: string, after: Position, limit: number): readonly StoredEvent[];
  /** Events of all streams in the order they were stored, after `position`, at most `limit`. */
  readAfter(position: Position, limit: number): readonly StoredEvent[];
  /** Events of one stream in fold order (hlc, device, seq), stored no later than `upTo`, in pages. */
  readFolded(streamId: string, upTo?: Position): Iterable<readonly StoredEvent[]>;
  /** The newest stored position as it is on the disk now, 0 when there is none; `head` follows within 20 ms. */
  headPosition(): Position;
  /** Every stream with an event, desks included. */
  streamIds(): readonly string[];
  /** Streams in which an incident was declared. */
  declaredStreamIds(): readonly string[];
  /** The newest event of each device in a stream, by device id. */
  chainHeads(streamId: string): readonly ChainHead[];
  hasStream(streamId: string): boolean;
  hasEvent(streamId: string, eventId: string): boolean;
  /**
   * Events that an `entryPurged` of the stream names. The words of one may still be here: a purge that was made on
   * another device came in with an import, which replaces nothing.
   */
  purgedIds(streamId: string): ReadonlySet<string>;
  /** The event of that id in that stream. */
  event(streamId: string, eventId: string): StoredEvent | undefined;

  /**
   * Signs this device's head of the stream, unless it is signed already, and returns the newest signature of every
   * chain in it. For exports and closing; `append` does it by itself every 100 events.
   */
  signHeads(streamId: string): Outcome<readonly SignedHead[], AppendProblemCode>;
  /** All signatures of a stream's heads, by device, seq and key. */
  signatures(streamId: string): readonly SignedHead[];
  /** Events that claim a place which another one has, or that follow from such a one; by device, seq and hash. */
  forks(streamId: string): readonly StoredEvent[];
  /**
   * Takes in another data directory's stream, in one transaction and only when all of it is in order. What is here
   * already is skipped; what contradicts it is kept as a fork; nothing is ever replaced. `keepEvidence` runs last, when
   * nothing but the disk can refuse any more; what it refuses is not taken in. What `checkBundleInTurns` has passed is
   * not checked again; writing 100,000 events still takes seconds in which nothing else is done.
   */
  importStream(
    bundle: StreamBundle | CheckedBundle,
    keepEvidence?: () => Outcome<null, AppendProblemCode>,
  ): Outcome<ImportReport, ImportProblemCode | AppendProblemCode>;
  /**
   * Erases the payload of an event that held a secret, of its copies (`backfilled`) and of what they were copied from,
   * with the blobs that only these named, and records each as `entryPurged`. The chains still verify.
   */
  purge(
    streamId: string,
    eventId: string,
    actor: Actor,
    reason: string,
  ): Outcome<PurgeReport, PurgeProblemCode | AppendProblemCode>;

  /** Checks chains, hashes, signatures, forks, purges and the blobs that the stream's events name. */
  verify(streamId: string): VerifyReport;
  /** Keeps bytes by their SHA-256 and returns it. Throws when the disk refuses. */
  putBlob(bytes: Uint8Array): string;
  getBlob(sha256: string): Outcome<Uint8Array, 'absent' | 'damaged'>;
  /**
   * Salvages a damaged journal (see `salvage`) and goes on with what was carried over, under a new device id. `head`
   * and `status` tell. Whatever it answers, the journal is open again afterwards as far as it can be.
   */
  repair(): Outcome<SalvageReport, SalvageProblemCode>;
  close(): void;
}
