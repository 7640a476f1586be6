import type { JournalStatus } from '#shared/contract/index.ts';
import type { Actor, EventDraft } from '#shared/domain/events/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { Latest } from '../latest.ts';
import { appendDrafts } from './append.ts';
import { type BlobStore, createBlobStore } from './blobs.ts';
import { prepareDataDir } from './data-dir.ts';
import { NewerJournal, type OpenDatabase, openDatabase } from './database.ts';
import { loadDeviceId } from './device.ts';
import type { AppendProblemCode, Journal, JournalOptions, Position, StoredEvent } from './journal.ts';
import { newUuidV7 } from './new-id.ts';
import { toEnvelope, toStoredEvent } from './rows.ts';
import { type StorageFault, storageFault } from './sqlite-error.ts';
import { FOLD_START, type FoldPlace, prepareStatements, type Statements } from './statements.ts';
import { type VerifiableEvent, type VerifyReport, verifyEvents } from './verify.ts';

/** `PRAGMA data_version` costs microseconds, and at this interval every commit was seen within it. */
const POLL_MS = 20;
const PAGE = 500;

/**
 * Opens the journal of a data directory, or says in `status` why it can only be read, or not even that. Throws only
 * when there is no data directory and none can be made.
 */
export function openJournal(options: JournalOptions): Journal {
  return new SqliteJournal(options);
}

class SqliteJournal implements Journal {
  readonly deviceId: string;
  readonly deskStreamId: string;
  readonly status: Latest<JournalStatus>;
  readonly head = new Latest<Position>(0);
  readonly #blobs: BlobStore;
  readonly #now: () => number;
  readonly #newId: () => string;
  #opened: OpenDatabase | undefined;
  #statements: Statements | undefined;
  #dataVersion = 0;
  #poll: NodeJS.Timeout | undefined;

  constructor({ dataDir, now = Date.now, newId = newUuidV7, check = true }: JournalOptions) {
    this.#now = now;
    this.#newId = newId;
    this.#blobs = createBlobStore(dataDir);
    const { writable } = prepareDataDir(dataDir);
    this.status = new Latest<JournalStatus>({ state: 'ready', events: 0 });
    try {
      this.#opened = openDatabase(dataDir, writable);
      this.#statements = prepareStatements(this.#opened.database);
      this.#dataVersion = this.#statements.dataVersion();
      const events = this.#statements.head();
      this.head.set(events);
      const { detail } = this.#opened;
      if (detail !== undefined) this.status.set({ state: 'read-only', events, detail });
      else this.status.set({ state: 'ready', events });
      if (check) this.#checkPages();
      this.#poll = setInterval(() => this.#lookForCommits(), POLL_MS).unref();
    } catch (error) {
      this.#giveUp(error, writable);
    }
    this.deviceId = loadDeviceId(dataDir, this.#opened?.writable === true);
    // One desk per device: the device's id names it.
    this.deskStreamId = this.deviceId;
  }

  append<Code extends string>(
    streamId: string,
    actor: Actor,
    decide: () => Outcome<readonly EventDraft[], Code>,
  ): Outcome<readonly StoredEvent[], Code | AppendProblemCode> {
    const database = this.#opened?.database;
    const statements = this.#statements;
    if (!database || !statements || !this.#opened?.writable) return this.#refuse();
    try {
      database.exec('BEGIN IMMEDIATE');
      const decision = decide();
      if (!decision.ok || decision.value.length === 0) {
        database.exec('ROLLBACK');
        return decision.ok ? succeed([]) : decision;
      }
      const { deviceId } = this;
      const now = this.#now();
      const input = { streamId, deviceId, actor, drafts: decision.value, now, newId: this.#newId };
      const appended = appendDrafts(statements, input);
      database.exec('COMMIT');
      this.#advance(appended.at(-1)?.position ?? this.head.get());
      return succeed(appended);
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      return notSaved(this.#faultOf(error));
    }
  }

  readStored(streamId: string, after: Position, limit: number): readonly StoredEvent[] {
    return this.#read([], (statements) => statements.stored(streamId, after, limit).map(toStoredEvent));
  }

  *readFolded(streamId: string, upTo: Position = this.head.get()): Generator<readonly StoredEvent[], void, void> {
    for (let place: FoldPlace | undefined = FOLD_START; place !== undefined; ) {
      const after: FoldPlace = place;
      const rows = this.#read([], (statements) => statements.folded(streamId, upTo, after, PAGE));
      if (rows.length > 0) yield rows.map(toStoredEvent);
      place = rows.length === PAGE ? rows.at(-1) : undefined;
    }
  }

  hasStream(streamId: string): boolean {
    return this.#read(false, (statements) => statements.hasStream(streamId));
  }

  hasEvent(streamId: string, eventId: string): boolean {
    return this.#read(false, (statements) => statements.has(streamId, eventId));
  }

  declaredStreamIds(): readonly string[] {
    return this.#read([], (statements) => statements.declared());
  }

  verify(streamId: string): VerifyReport {
    const report = verifyEvents(streamId, this.#chained(streamId), this.#blobs);
    if (this.status.get().state !== 'damaged') return report;
    const message = this.status.get().detail ?? 'The journal is damaged.';
    return { ...report, ok: false, problems: [...report.problems, { code: 'unreadable', message }] };
  }

  putBlob(bytes: Uint8Array): string {
    return this.#blobs.put(bytes);
  }

  getBlob(sha256: string): Outcome<Uint8Array, 'absent' | 'damaged'> {
    return this.#blobs.get(sha256);
  }

  close(): void {
    clearInterval(this.#poll);
    this.#opened?.close();
    this.#opened = undefined;
    this.#statements = undefined;
  }

  *#chained(streamId: string): Generator<VerifiableEvent, void, void> {
    for (let place: FoldPlace | undefined = FOLD_START; place !== undefined; ) {
      const after: FoldPlace = place;
      const rows = this.#read([], (statements) => statements.chained(streamId, after, PAGE));
      for (const row of rows) yield { envelope: toEnvelope(row), payload: row.payload };
      place = rows.length === PAGE ? rows.at(-1) : undefined;
    }
  }

  /** What can be read, or `fallback` where the file does not allow it; the status then says so. */
  #read<Value>(fallback: Value, query: (statements: Statements) => Value): Value {
    if (!this.#statements) return fallback;
    try {
      return query(this.#statements);
    } catch (error) {
      this.#faultOf(error);
      return fallback;
    }
  }

  #lookForCommits(): void {
    const version = this.#read(this.#dataVersion, (statements) => statements.dataVersion());
    if (version === this.#dataVersion) return;
    this.#dataVersion = version;
    const head = this.#read(this.head.get(), (statements) => statements.head());
    if (head > this.head.get()) this.#advance(head);
  }

  #advance(head: Position): void {
    this.head.set(head);
    // Nothing is ever deleted, so the newest position is the count.
    this.status.set({ ...this.status.get(), events: head });
  }

  /** Rethrows what says nothing about the storage: a bug has to be seen. */
  #faultOf(error: unknown): StorageFault {
    const fault = storageFault(error);
    if (fault === undefined) throw error;
    if (fault === 'damaged') this.#setDamaged(error);
    return fault;
  }

  /** About 1 ms per 1000 events: finds a wiped page or a broken tree before anything is built on it. */
  #checkPages(): void {
    const result = this.#read(undefined, (statements) => statements.quickCheck());
    if (result !== undefined && result !== 'ok') this.#setDamaged(result);
  }

  /** What can be read stays readable; nothing is written on top of damage. */
  #setDamaged(error: unknown): void {
    if (this.#opened) this.#opened = { ...this.#opened, writable: false };
    const what = error instanceof Error ? error.message : String(error);
    const detail = `The journal file is damaged (${what}). Nothing is recorded; the file is left as it is.`;
    this.status.set({ state: 'damaged', events: this.head.get(), detail });
  }

  /** After a failed opening: nothing can be read, and `status` says why. */
  #giveUp(error: unknown, writable: boolean): void {
    this.close();
    if (error instanceof NewerJournal) {
      this.status.set({ state: 'read-only', events: 0, detail: error.message });
    } else if (storageFault(error) === 'damaged') {
      this.#setDamaged(error);
    } else if (!writable) {
      const detail = 'The data directory can only be read, and holds no journal that can be opened.';
      this.status.set({ state: 'read-only', events: 0, detail });
    } else {
      const what = error instanceof Error ? error.message : String(error);
      this.status.set({ state: 'damaged', events: 0, detail: `The journal can't be opened: ${what}.` });
    }
  }

  #refuse() {
    const { state, detail } = this.status.get();
    if (state === 'damaged') return fail('not-saved', detail ?? 'The journal is damaged.', 'Restore it from a backup.');
    return fail(
      'read-only',
      detail ?? 'The journal is closed.',
      'Make the data directory writable, or choose another.',
    );
  }
}

function notSaved(fault: StorageFault) {
  switch (fault) {
    case 'full':
      return fail('not-saved', 'NOT SAVED: the disk is full.', 'Free some space, then try again.');
    case 'busy':
      return fail('not-saved', 'NOT SAVED: another program holds the journal.', 'Try again.');
    case 'read-only':
      return fail('read-only', 'NOT SAVED: the journal can only be read now.', 'Make the data directory writable.');
    case 'disk':
      return fail('not-saved', 'NOT SAVED: the disk reported an error.', 'Check the disk, then try again.');
    case 'damaged':
      return fail('not-saved', 'NOT SAVED: the journal file is damaged.', 'Restore it from a backup.');
  }
}
