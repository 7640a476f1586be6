import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Actor, EventDraft, WireEvent } from '#shared/domain/events/index.ts';
import { succeed } from '#shared/domain/outcome.ts';
import type { SealedEvent, StreamBundle } from './bundle.ts';
import { envelopeHash, payloadBytes, sha256 } from './hashing.ts';
import { type Journal, openJournal } from './index.ts';
import type { JournalOptions } from './journal.ts';
import { toVerifiable } from './verify.ts';

/** For tests only. */
export const ada: Actor = { type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' };

export function note(text: string, occurredAt?: number): EventDraft {
  const payload = { noteKind: 'observation', text } as const;
  return { kind: 'noteAdded', payload, ...(occurredAt !== undefined && { occurredAt }) };
}

/** Data directories of one test, and the journals in them; `remove` closes and deletes all of it. */
export function scratchJournals() {
  const root = mkdtempSync(join(tmpdir(), 'journal-'));
  const opened: Journal[] = [];
  return {
    root,
    open(name: string, options: Omit<JournalOptions, 'dataDir'> = {}): Journal {
      const journal = openJournal({ dataDir: join(root, name), ...options });
      opened.push(journal);
      return journal;
    },
    remove() {
      for (const journal of opened) journal.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Appends as Ada, and fails the test when that is refused. */
export function append(journal: Journal, streamId: string, ...drafts: EventDraft[]): readonly WireEvent[] {
  const outcome = journal.append(streamId, ada, () => succeed(drafts));
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value.map((stored) => stored.event);
}

/** All events of a stream, in fold order. */
export function readAll(journal: Journal, streamId: string): readonly WireEvent[] {
  return [...journal.readFolded(streamId)].flat().map((stored) => stored.event);
}

/** A stream as an export has it. */
export function bundleOf(journal: Journal, streamId: string): StreamBundle {
  return {
    streamId,
    events: readAll(journal, streamId).map(toVerifiable),
    forks: journal.forks(streamId).map((stored) => toVerifiable(stored.event)),
    signatures: journal.signatures(streamId),
  };
}

/** The event with other words, and with hashes that fit them: what somebody else recorded at its place. */
export function rewritten(event: SealedEvent, change: Partial<SealedEvent['envelope']>, text: string): SealedEvent {
  const payload = payloadBytes({ noteKind: 'observation', text });
  const envelope = { ...event.envelope, ...change, payloadHash: sha256(payload) };
  return { envelope: { ...envelope, hash: envelopeHash(envelope) }, payload };
}

/** Lets a test damage what the triggers protect. */
export function tamper(dataDir: string, sql: string): void {
  const database = new DatabaseSync(join(dataDir, 'journal.db'));
  const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  database.exec(sql);
  database.close();
}

/** Paths, below the directory, of the files that hold these bytes. */
export function filesWith(dataDir: string, text: string): readonly string[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text))
    .map((path) => path.slice(dataDir.length + 1));
}
