import type { DatabaseSync } from 'node:sqlite';
import type { JournalStatus } from '#shared/contract/index.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { Latest } from '../latest.ts';
import { prepareDataDir } from './data-dir.ts';
import { NEWER_WRITER, NewerJournal, type OpenDatabase, openDatabase, readAccess } from './database.ts';
import type { AppendProblemCode, JournalOptions, Position } from './journal.ts';
import { findLogDamage, OrphanedLog } from './log-damage.ts';
import { describeError, notSaved, refused } from './problems.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { type StorageFault, storageFault } from './sqlite-error.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { type Storage, storageFor } from './storage.ts';

/** For a person who reads that the journal is damaged. */
const REPAIR =
  'Repair it in the window, or close War Room and run: war-room journal salvage. Every event that can be read is kept.';

/** `PRAGMA data_version` costs microseconds, and at this interval every commit was seen within it. */
const POLL_MS = 20;

/**
 * The open file, and what there is to say about it. Every query goes through `read`, `write` or `maintain`, so that
 * damage and full disks become values at one place.
 */
export class Connection {
  readonly status = new Latest<JournalStatus>({ state: 'ready', events: 0 });
  readonly head = new Latest<Position>(0);
  storage: Storage;
  readonly #options: JournalOptions;
  #opened: OpenDatabase | undefined;
  #statements: Statements | undefined;
  #dataVersion = 0;
  #poll: NodeJS.Timeout | undefined;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.storage = this.#open();
  }

  /** Closes the file, lets `work` do with it what it likes, and opens what lies there then. */
  without<Value>(work: () => Value): Value {
    this.close();
    try {
      return work();
    } finally {
      this.storage = this.#open();
    }
  }

  #open(): Storage {
    const { dataDir, system, check = true } = this.#options;
    const { writable } = prepareDataDir(dataDir);
    try {
      const damage = findLogDamage(dataDir);
      if (damage === 'orphaned') throw new OrphanedLog();
      // Only reading: SQLite would write over what is behind the damage.
      this.#opened = openDatabase(dataDir, writable && damage === undefined, system);
      this.#statements = prepareStatements(this.#opened.database);
      this.#dataVersion = this.#statements.dataVersion();
      const events = this.#statements.head();
      this.head.set(events);
      const { detail } = this.#opened;
      this.status.set(detail === undefined ? { state: 'ready', events } : { state: 'read-only', events, detail });
      if (damage !== undefined) this.#setDamaged('a part of its log can’t be read, and more was saved after it');
      if (check) this.#checkPages();
      this.#poll = setInterval(() => this.#lookForCommits(), POLL_MS).unref();
    } catch (error) {
      this.#giveUp(error, writable);
    }
    return this.#opened?.storage ?? { ...storageFor(dataDir, system), journalMode: undefined };
  }

  get writable(): boolean {
    return this.#opened?.writable === true;
  }

  /** What can be read, or `fallback` where the file does not allow it; the status then says so. */
  read<Value>(fallback: Value, query: (statements: Statements) => Value): Value {
    if (!this.#statements) return fallback;
    try {
      return query(this.#statements);
    } catch (error) {
      this.#faultOf(error);
      return fallback;
    }
  }

  /**
   * One transaction that holds the write lock from its beginning; durable when this returns. What `work` refuses or
   * throws, and what the disk refuses, leaves nothing behind.
   */
  write<Value, Code extends string>(
    work: (statements: Statements) => Outcome<Value, Code>,
  ): Outcome<Value, Code | AppendProblemCode> {
    const database = this.#opened?.database;
    const statements = this.#statements;
    if (!database || !statements || !this.writable) return refused(this.status.get());
    try {
      statements.begin();
      if (statements.userVersion() !== SCHEMA_VERSION) this.#lookAtVersions(database);
      const outcome: Outcome<Value, Code | AppendProblemCode> = this.writable
        ? work(statements)
        : refused(this.status.get());
      if (!outcome.ok) {
        statements.rollback();
        return outcome;
      }
      const head = statements.head();
      statements.commit();
      this.#advance(head);
      return outcome;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      return notSaved(this.#faultOf(error));
    }
  }

  /** Work on the file itself, outside of a transaction; the fault when the disk or another program is in the way. */
  maintain(work: (database: DatabaseSync) => void): StorageFault | undefined {
    if (!this.#opened || !this.writable) return 'read-only';
    try {
      work(this.#opened.database);
      return undefined;
    } catch (error) {
      return this.#faultOf(error);
    }
  }

  close(): void {
    clearInterval(this.#poll);
    this.#opened?.close();
    this.#opened = undefined;
    this.#statements = undefined;
  }

  #lookForCommits(): void {
    const version = this.read(this.#dataVersion, (statements) => statements.dataVersion());
    if (version === this.#dataVersion) return;
    this.#dataVersion = version;
    const head = this.read(this.head.get(), (statements) => statements.head());
    if (head > this.head.get()) this.#advance(head);
  }

  #advance(head: Position): void {
    if (head === this.head.get()) return;
    this.head.set(head);
    // Nothing is ever deleted, so the newest position is the count.
    this.status.set({ ...this.status.get(), events: head });
  }

  /** A newer program has brought the file up to date since it was opened. */
  #lookAtVersions(database: DatabaseSync): void {
    if (readAccess(database) === 'write') return;
    if (this.#opened) this.#opened = { ...this.#opened, writable: false };
    this.status.set({ state: 'read-only', events: this.head.get(), detail: NEWER_WRITER });
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
    const result = this.read(undefined, (statements) => statements.quickCheck());
    if (result !== undefined && result !== 'ok') this.#setDamaged(result);
  }

  /** What can be read stays readable; nothing is written on top of damage. */
  #setDamaged(error: unknown): void {
    this.#onlyRead();
    const detail = `The journal file is damaged (${describeError(error)}). Nothing is recorded, and the file is left as it is. ${REPAIR}`;
    this.status.set({ state: 'damaged', events: this.head.get(), detail });
  }

  /** Closing a connection that can write would fold the log into the damaged file; one that only reads leaves both. */
  #onlyRead(): void {
    const opened = this.#opened;
    if (!opened?.writable) return;
    this.#opened = { ...opened, writable: false };
    try {
      // Opened before the other is closed, which is then not the last and leaves the log to it.
      const reading = openDatabase(this.#options.dataDir, false, this.#options.system);
      this.#statements = prepareStatements(reading.database);
      this.#dataVersion = this.#statements.dataVersion();
      this.#opened = { ...reading, storage: opened.storage };
      opened.close();
    } catch {
      // Then the first one goes on, and is not written through.
    }
  }

  /** After a failed opening: nothing can be read, and `status` says why. */
  #giveUp(error: unknown, writable: boolean): void {
    this.close();
    if (error instanceof NewerJournal) {
      this.status.set({ state: 'read-only', events: 0, detail: error.message });
    } else if (isDamage(error)) {
      this.#setDamaged(error);
    } else if (!writable) {
      const detail = 'The data directory can only be read, and holds no journal that can be opened.';
      this.status.set({ state: 'read-only', events: 0, detail });
    } else {
      const detail = `The journal can't be opened: ${describeError(error)}.`;
      this.status.set({ state: 'damaged', events: 0, detail });
    }
  }
}

/** Of an error that SQLite does not put down to the disk, such as a table that is there twice, damage is the cause too. */
function isDamage(error: unknown): boolean {
  const fault = storageFault(error);
  if (error instanceof OrphanedLog || fault === 'damaged') return true;
  return fault === undefined && error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}
