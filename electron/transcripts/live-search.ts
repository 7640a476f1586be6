import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toMatch } from '../incidents/index.ts';
import { eventsFrom, openPart } from './cast-part.ts';
import { type TimedLine, timedLines } from './lines.ts';
import { type LiveFile, readLiveFile } from './live-files.ts';
import { WORDS } from './schema.ts';

/** How far back a recording is searched that is still written. Characters of its file. */
const TAIL = 4 * 1024 * 1024;
/** What the reading takes at a time before others have their turn, ms. */
const TURN_MS = 15;

export interface LiveHit extends TimedLine {
  readonly file: LiveFile;
}

export interface LiveHits {
  /** The newest first; `text` has the words found between U+E000 and U+E001. */
  readonly hits: readonly LiveHit[];
  /** Files of which only the end was searched. */
  readonly cut: number;
}

/**
 * Words in recordings that are still written, as far as the disk has them, found as the catalogue finds them in sealed
 * ones. `text` has a word in it.
 */
export async function searchLive(dataDir: string, files: readonly LiveFile[], text: string): Promise<LiveHits> {
  const words = wordsOf(text);
  const candidates: LiveHit[] = [];
  let cut = 0;
  let since = performance.now();
  for (const file of files) {
    const bytes = await readLiveFile(dataDir, file);
    const part = bytes && openPart(bytes);
    if (part === undefined) continue;
    const from = part.text.length - TAIL > part.body ? part.text.indexOf('\n', part.text.length - TAIL) + 1 : part.body;
    if (from > part.body) cut += 1;
    for (const line of timedLines(eventsFrom(part, from))) {
      const plain = fold(line.text);
      if (words.every((word) => plain.includes(word))) candidates.push({ ...line, file });
      if (performance.now() - since < TURN_MS) continue;
      await nextTurn();
      since = performance.now();
    }
  }
  return { hits: candidates.length === 0 ? [] : match(candidates, toMatch(text) ?? ''), cut };
}

/** The few lines that have the letters are asked for words by the same rules as the catalogue's. */
function match(candidates: readonly LiveHit[], query: string): readonly LiveHit[] {
  const database = new DatabaseSync(':memory:');
  try {
    database.exec(`CREATE VIRTUAL TABLE line_words USING fts5 (words, ${WORDS})`);
    const insert = database.prepare('INSERT INTO line_words (rowid, words) VALUES (?, ?)');
    for (const [index, { text }] of candidates.entries()) insert.run(index, text);
    const found = database
      .prepare(
        `SELECT rowid, snippet(line_words, 0, char(0xE000), char(0xE001), '…', 32) AS line
         FROM line_words WHERE line_words MATCH ?`,
      )
      .all(query);
    return found
      .map(({ rowid, line }) => ({ ...(candidates[Number(rowid)] as LiveHit), text: String(line) }))
      .toSorted((a, b) => b.file.startedAt + b.atMs - (a.file.startedAt + a.atMs));
  } finally {
    database.close();
  }
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Without case and accents. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
