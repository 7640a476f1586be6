import { setImmediate as nextTurn } from 'node:timers/promises';
import { readEvent } from '#shared/domain/read-event.ts';
import { toMatch } from '../incidents/index.ts';
import type { Journal, StoredEvent } from '../journal/index.ts';
import { eventsOf, openPart } from './cast-part.ts';
import { CatalogueFile, type Row } from './catalogue-file.ts';
import { timedLines } from './lines.ts';

/** Events per transaction, and lines: a few tens of milliseconds each. */
const EVENTS = 500;
const LINES = 500;
/** What the reading of one recording takes at a time before others have their turn, ms. */
const TURN_MS = 15;

export interface CatalogueDependencies {
  readonly journal: Journal;
  /** Where `transcripts.db` is kept. Absent: in memory. */
  readonly dataDir?: string;
}

/** One sealed file of a recording. */
export interface SealedPart {
  readonly number: number;
  readonly streamId: string;
  readonly sessionId: string;
  readonly title: string;
  readonly blob: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly size: number;
  /** Unknown until it was read in once. */
  readonly fromMs: number | undefined;
  readonly purged: boolean;
}

export interface CatalogueHit {
  readonly part: SealedPart;
  readonly atMs: number;
  readonly line: string;
}

/**
 * The sealed recordings of the record, and an index of the words in them. It reads on in the journal whenever it is
 * asked, and in the recordings in the background; what was purged there goes here as well.
 */
export class Catalogue {
  readonly #journal: Journal;
  readonly #file: CatalogueFile;
  #reading: Promise<void> | undefined;
  #closed = false;

  constructor({ journal, dataDir }: CatalogueDependencies) {
    this.#journal = journal;
    const keep = journal.status.get().state === 'ready';
    this.#file = new CatalogueFile(keep ? dataDir : undefined, journal.storage);
  }

  /** Sealed parts of all sessions, or of one, in the order in which the record has them. */
  async parts(sessionId?: string): Promise<readonly SealedPart[]> {
    await this.#takeEvents();
    const where = sessionId === undefined ? '' : 'WHERE session_id = :sessionId';
    return this.#guarded(() =>
      this.#file
        .all(`SELECT * FROM parts ${where} ORDER BY number`, sessionId === undefined ? {} : { sessionId })
        .map(partOf),
    );
  }

  /** Undefined when there is no word in `text`. `accepts`: streams that count. */
  async search(
    text: string,
    limit: number,
    streamId?: string,
  ): Promise<{ readonly hits: readonly CatalogueHit[]; readonly more: boolean; readonly waiting: number } | undefined> {
    const match = toMatch(text);
    if (match === undefined) return undefined;
    await this.#takeEvents();
    const ofStream = streamId === undefined ? '' : 'AND parts.stream = :streamId';
    return this.#guarded(() => {
      const found = this.#file.all(
        `SELECT parts.*, lines.at_ms,
                snippet(line_words, 0, char(0xE000), char(0xE001), '…', 32) AS line
         FROM line_words
         CROSS JOIN lines ON lines.number = line_words.rowid
         CROSS JOIN parts ON parts.number = lines.part
         WHERE line_words MATCH :match ${ofStream}
         ORDER BY line_words.rowid DESC LIMIT :limit`,
        { match, limit: limit + 1, ...(streamId === undefined ? {} : { streamId }) },
      );
      const hits = found
        .slice(0, limit)
        .map((row) => ({ part: partOf(row), atMs: Number(row.at_ms), line: String(row.line) }));
      const [waiting] = this.#file.all("SELECT count(*) AS n FROM parts WHERE state = 'waiting'");
      return { hits, more: found.length > limit, waiting: Number(waiting?.n) };
    });
  }

  /** Reads in everything that is sealed by now, in turns. */
  readAll(): Promise<void> {
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  close(): void {
    this.#closed = true;
    this.#file.close();
  }

  async #readAll(): Promise<void> {
    await this.#takeEvents();
    while (!this.#closed) {
      const [waiting] = this.#guarded(() =>
        this.#file.all("SELECT * FROM parts WHERE state = 'waiting' ORDER BY started_at, number LIMIT 1"),
      );
      if (waiting === undefined) return;
      await this.#readIn(partOf(waiting));
      await this.#takeEvents();
    }
  }

  async #takeEvents(): Promise<void> {
    while (!this.#closed && this.#guarded(() => this.#takeChunk())) await nextTurn();
  }

  /** The next events of all streams; false when there was none. */
  #takeChunk(): boolean {
    const { position, hash } = this.#watermark();
    if (position === this.#journal.headPosition() && this.#isOurs(position, hash)) return false;
    const purgedBefore = this.#purges();
    const more = this.#file.write(() => {
      const ours = this.#isOurs(position, hash);
      if (!ours) this.#file.reset();
      const stored = this.#journal.readAfter(ours ? position : 0, EVENTS);
      for (const event of stored) this.#take(event);
      const last = stored.at(-1);
      if (last) {
        this.#setMeta('position', String(last.position));
        this.#setMeta('hash', last.event.hash);
      }
      return stored.length === EVENTS;
    });
    if (this.#purges() !== purgedBefore) this.#file.erase();
    return more;
  }

  #take({ event: stored }: StoredEvent): void {
    if (stored.kind !== 'transcriptSealed' && stored.kind !== 'entryPurged') return;
    const event = readEvent(stored);
    if (event.kind === 'transcriptSealed') {
      const { sessionId, title, blob, startedAt, durationMs, size } = event.payload;
      this.#file.run(
        `INSERT OR IGNORE INTO parts (event_id, stream, session_id, title, blob, started_at, duration_ms, size)
         VALUES (:eventId, :stream, :sessionId, :title, :blob, :startedAt, :durationMs, :size)`,
        { eventId: event.id, stream: event.incidentId, sessionId, title, blob, startedAt, durationMs, size },
      );
    } else if (event.kind === 'entryPurged') {
      const [part] = this.#file.all("SELECT number FROM parts WHERE event_id = :eventId AND state <> 'purged'", {
        eventId: event.payload.eventId,
      });
      if (part === undefined) return;
      const number = Number(part.number);
      this.#forgetLines(number);
      this.#file.run("UPDATE parts SET state = 'purged', title = '', size = 0 WHERE number = :number", { number });
    }
  }

  /** Takes in the lines of one part; one whose bytes are gone or damaged is marked, and not tried again. */
  async #readIn(part: SealedPart): Promise<void> {
    const { number } = part;
    const bytes = this.#journal.getBlob(part.blob);
    const cast = bytes.ok ? openPart(bytes.value) : undefined;
    // A former program may have been ended half-way.
    this.#guarded(() => this.#file.write(() => this.#forgetLines(number)));
    if (cast === undefined) {
      this.#setState(number, 'unreadable');
      return;
    }
    let batch: { readonly atMs: number; readonly text: string }[] = [];
    let since = performance.now();
    const insert = (): void => {
      const lines = batch;
      batch = [];
      this.#guarded(() => this.#file.write(() => this.#insertLines(number, lines)));
    };
    for (const line of timedLines(eventsOf([cast]))) {
      batch.push(line);
      if (batch.length < LINES && performance.now() - since < TURN_MS) continue;
      insert();
      await nextTurn();
      since = performance.now();
      if (this.#closed || !this.#isWaiting(number)) return;
    }
    insert();
    this.#file.run("UPDATE parts SET state = 'read', from_ms = :fromMs WHERE number = :number AND state = 'waiting'", {
      number,
      fromMs: cast.fromMs,
    });
  }

  #insertLines(part: number, lines: readonly { readonly atMs: number; readonly text: string }[]): void {
    if (!this.#isWaiting(part)) return;
    for (const { atMs, text } of lines) {
      this.#file.run('INSERT INTO lines (part, at_ms, words) VALUES (:part, :atMs, :text)', { part, atMs, text });
      this.#file.run('INSERT INTO line_words (rowid, words) VALUES (last_insert_rowid(), :text)', { text });
    }
  }

  #forgetLines(part: number): void {
    this.#file.run(
      `INSERT INTO line_words (line_words, rowid, words)
       SELECT 'delete', number, words FROM lines WHERE part = :part`,
      { part },
    );
    this.#file.run('DELETE FROM lines WHERE part = :part', { part });
  }

  /** False once it was purged, or the file was thrown away. */
  #isWaiting(number: number): boolean {
    return this.#file.all("SELECT 1 FROM parts WHERE number = :number AND state = 'waiting'", { number }).length > 0;
  }

  #setState(number: number, state: string): void {
    this.#file.run("UPDATE parts SET state = :state WHERE number = :number AND state = 'waiting'", { number, state });
  }

  #purges(): number {
    return Number(this.#file.all("SELECT count(*) AS n FROM parts WHERE state = 'purged'")[0]?.n);
  }

  #watermark(): { readonly position: number; readonly hash: string } {
    const rows = this.#file.all('SELECT key, value FROM meta');
    const meta = new Map(rows.map(({ key, value }) => [String(key), String(value)]));
    return { position: Number(meta.get('position') ?? 0), hash: meta.get('hash') ?? '' };
  }

  /** Whether what is here was derived from this journal: the event at the watermark is the one that was there. */
  #isOurs(position: number, hash: string): boolean {
    if (position === 0 || this.#journal.status.get().state === 'damaged') return true;
    const [stored] = this.#journal.readAfter(position - 1, 1);
    return stored?.position === position && stored.event.hash === hash;
  }

  #setMeta(key: string, value: string): void {
    this.#file.run('INSERT OR REPLACE INTO meta VALUES (:key, :value)', { key, value });
  }

  /** What goes wrong with the file is answered with a new one, once; what goes wrong again is a bug. */
  #guarded<Value>(work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      if (this.#closed || !(error instanceof Error && 'errcode' in error)) throw error;
      this.#file.throwAway();
      return work();
    }
  }
}

function partOf(row: Row): SealedPart {
  return {
    number: Number(row.number),
    streamId: String(row.stream),
    sessionId: String(row.session_id),
    title: String(row.title),
    blob: String(row.blob),
    startedAt: Number(row.started_at),
    durationMs: Number(row.duration_ms),
    size: Number(row.size),
    fromMs: row.from_ms === null ? undefined : Number(row.from_ms),
    purged: row.state === 'purged',
  };
}
