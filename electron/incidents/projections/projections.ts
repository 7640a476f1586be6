import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IncidentSummary } from '#shared/contract/index.ts';
import type { Incident } from '#shared/domain/incident.ts';
import type { Journal, Position } from '../../journal/index.ts';
import { Latest } from '../../latest.ts';
import { IndexFile } from './index-file.ts';
import { parseStored } from './parse-stored.ts';
import { Projector } from './project.ts';
import type { IndexStatements } from './statements.ts';

/** Events per transaction: a few tens of milliseconds. */
const CHUNK = 500;
/** How often a query begins again before what stands in the way is a bug. */
const ATTEMPTS = 5;

export interface ProjectionsOptions {
  readonly journal: Journal;
  /** Where `index.db` is kept. Absent: in memory. */
  readonly dataDir?: string;
}

/** How far a long catching up is; positions of the journal. */
export interface CatchUpProgress {
  readonly done: Position;
  readonly of: Position;
}

/** A folded state, and up to where. */
export interface StateSnapshot {
  readonly state: Incident;
  readonly position: Position;
  /** Fold key of the last event. */
  readonly last: string;
}

/**
 * What is derived from the journal: rows of timelines, states, summaries, the index of words. Nobody has to tell it of
 * new events: it reads on from where it was whenever it is asked. Several programs may do so at once.
 */
export class Projections {
  /** Set while much is to be caught up with. */
  readonly progress = new Latest<CatchUpProgress | undefined>(undefined);
  readonly #journal: Journal;
  readonly #file: IndexFile;
  readonly #projector: Projector;
  #catchingUp: Promise<void> | undefined;
  #closed = false;

  constructor({ journal, dataDir }: ProjectionsOptions) {
    this.#journal = journal;
    // What a damaged journal still gives is no reason to forget what was derived when it was whole.
    const keep = journal.status.get().state === 'ready';
    this.#file = new IndexFile(keep ? dataDir : undefined, journal.storage);
    this.#projector = new Projector(journal);
  }

  /** 'file', or 'memory' where nothing can be kept. */
  get kept(): 'file' | 'memory' {
    return this.#file.inMemory ? 'memory' : 'file';
  }

  /** Takes in everything that is stored by now, in small transactions between which others have their turn. */
  catchUp(signal?: AbortSignal): Promise<void> {
    this.#catchingUp ??= this.#catchUpInTurns().finally(() => {
      this.#catchingUp = undefined;
      this.progress.set(undefined);
    });
    return signal === undefined ? this.#catchingUp : Promise.race([this.#catchingUp, abortOf(signal)]);
  }

  /** As `catchUp`, for one stream only: an incident opens before everything else is taken in. */
  async catchUpStream(streamId: string, signal?: AbortSignal): Promise<void> {
    do {
      await nextTurn();
      if (signal?.aborted) return;
    } while (this.#attempt(() => this.#takeChunkOf(streamId)) === true);
  }

  /** What `query` says of all streams as they are now. Waits for all that is to be caught up with. */
  now<Value>(query: (statements: IndexStatements) => Value): Value {
    return this.#query(() => this.#takeChunk(), query);
  }

  /** What `query` says of one stream as it is now. */
  nowOf<Value>(streamId: string, query: (statements: IndexStatements) => Value): Value {
    return this.#query(() => this.#takeChunkOf(streamId), query);
  }

  /** The newest state that is kept of an incident; it may be behind the journal. */
  snapshot(streamId: string): StateSnapshot | undefined {
    return this.#attempt(() => {
      const row = this.#file.read((statements) => this.#isOurs(statements) && statements.stream(streamId));
      if (!row || row.state === null) return undefined;
      return { state: parseStored<Incident>(row.state), position: row.position, last: row.last };
    });
  }

  /** Of every incident, newest first. */
  summaries(): IncidentSummary[] {
    return this.now((statements) => statements.summaries()).map((text) => parseStored<IncidentSummary>(text));
  }

  /** After the journal was repaired or replaced: derives everything again. */
  forget(): void {
    this.#attempt(() => this.#file.write(() => this.#file.reset()));
  }

  /** Takes what was purged out of the files; false while another program is in the way. */
  erase(): boolean {
    return this.#attempt(() => this.#file.erase()) ?? false;
  }

  close(): void {
    this.#closed = true;
    this.#file.close();
  }

  async #catchUpInTurns(): Promise<void> {
    do {
      // What was just appended is answered first.
      await nextTurn();
      this.#reportProgress();
    } while (this.#attempt(() => this.#takeChunk()) === true);
  }

  #reportProgress(): void {
    const of = this.#journal.headPosition();
    const done = this.#attempt(() => this.#file.read(watermarkOf).position) ?? of;
    if (of - done > CHUNK) this.progress.set({ done, of });
  }

  /** The next events of all streams; false when there was none, or nothing can be said. */
  #takeChunk(): boolean {
    if (this.#isUpToDate()) return false;
    return this.#file.write((statements) => {
      if (!this.#isOurs(statements)) this.#file.reset();
      const stored = this.#journal.readAfter(watermarkOf(statements).position, CHUNK);
      const streams = Map.groupBy(stored, ({ event }) => event.incidentId);
      for (const [streamId, events] of streams) this.#projector.project(statements, streamId, events);
      const last = stored.at(-1);
      if (last) {
        statements.setMeta('position', String(last.position));
        statements.setMeta('hash', last.event.hash);
      }
      return stored.length === CHUNK;
    });
  }

  /** The next events of one stream. */
  #takeChunkOf(streamId: string): boolean {
    const [next] = this.#journal.readStored(
      streamId,
      this.#file.read((known) => known.stream(streamId)?.position ?? 0),
      1,
    );
    if (next === undefined && this.#file.read((statements) => this.#isOurs(statements))) return false;
    return this.#file.write((statements) => {
      if (!this.#isOurs(statements)) this.#file.reset();
      const position = statements.stream(streamId)?.position ?? 0;
      const stored = this.#journal.readStored(streamId, position, CHUNK);
      this.#projector.project(statements, streamId, stored);
      return stored.length === CHUNK;
    });
  }

  #isUpToDate(): boolean {
    const head = this.#journal.headPosition();
    return this.#file.read((statements) => this.#isOurs(statements) && watermarkOf(statements).position === head);
  }

  /** Whether what is here was derived from this journal: the event at the watermark is the one that was there. */
  #isOurs(statements: IndexStatements): boolean {
    const { position, hash } = watermarkOf(statements);
    // A journal that can't be read right now proves nothing.
    if (position === 0 || this.#journal.status.get().state === 'damaged') return true;
    const [stored] = this.#journal.readAfter(position - 1, 1);
    return stored?.position === position && stored.event.hash === hash;
  }

  #query<Value>(takeChunk: () => boolean, query: (statements: IndexStatements) => Value): Value {
    for (let attempt = 1; ; attempt += 1) {
      try {
        while (takeChunk());
        return this.#file.read(query);
      } catch (error) {
        // While another program holds the lock, it is the one that catches up; what is there is nearly as new.
        if (this.#file.recover(error) === 'later') return this.#file.read(query);
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Undefined when another program is in the way, or this one is done. */
  #attempt<Value>(work: () => Value): Value | undefined {
    for (let attempt = 1; !this.#closed; attempt += 1) {
      try {
        return work();
      } catch (error) {
        if (this.#file.recover(error) === 'later') return undefined;
        if (attempt === ATTEMPTS) throw error;
      }
    }
    return undefined;
  }
}

function watermarkOf(statements: IndexStatements): { readonly position: Position; readonly hash: string | undefined } {
  return { position: Number(statements.meta('position') ?? 0), hash: statements.meta('hash') };
}

function abortOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
