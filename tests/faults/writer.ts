/**
 * For the fault tests only: another process at a data directory. STREAMS are ids, joined by commas.
 *   node writer.ts load DIR STREAMS           writes as the window does, until it is killed
 *   node writer.ts commands DIR STREAMS       the same as many short commands, each of which opens and closes the journal
 *   node writer.ts few DIR STREAMS COUNT      notes and evidence, one after the other
 *   node writer.ts fill DIR STREAMS           until the disk is full, makes room, and once more; prints one JSON line
 *   node writer.ts crowded DIR STREAMS        fills the disk before it opens, then as `inspect`
 *   node writer.ts inspect DIR STREAMS        tries to append, reads and verifies; prints one JSON line
 *   node writer.ts clock DIR STREAMS TIMES    a note at each of the times (UTC ms, by commas); prints the events
 * The first three print the ids of each append once it was acknowledged.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { appendFileSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Journal, openJournal, type StoredEvent } from '../../electron/journal/index.ts';
import { createSettingsService, openSettingsStore } from '../../electron/settings/index.ts';
import type { Actor, EventDraft } from '../../shared/domain/events/index.ts';
import { type Outcome, succeed } from '../../shared/domain/outcome.ts';

const [mode, dataDir = '', list = '', last = ''] = process.argv.slice(2);
const streams = list.split(',');
const [streamId = ''] = streams;
const actor: Actor = { type: 'system' };

const note = (text: string): EventDraft => ({ kind: 'noteAdded', payload: { noteKind: 'observation', text } });

/** Written at once and not buffered: what stands there was acknowledged before the next append began. */
function print(line: unknown): void {
  writeSync(1, `${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
}

function acknowledge(outcome: Outcome<readonly StoredEvent[]>): readonly string[] {
  if (!outcome.ok) throw new Error(outcome.error.message);
  const ids = outcome.value.map(({ event }) => event.id);
  print(ids.join(' '));
  return ids;
}

const append = (journal: Journal, stream: string, ...drafts: EventDraft[]) =>
  journal.append(stream, actor, () => succeed(drafts));

/** A text in which every event of one append names the others, so that half of one is found. */
const batch = (size: number): EventDraft[] => {
  const name = randomBytes(8).toString('hex');
  return Array.from({ length: size }, (_, index) => note(`batch ${name} ${index + 1}/${size}`));
};

const anyStream = (): string => streams[randomInt(streams.length)] ?? streamId;

/** One of the things that the window does to a journal, by chance. */
function act(journal: Journal, purgeable: { stream: string; id: string }[]): void {
  const chance = randomInt(100);
  const stream = anyStream();
  if (chance < 55) {
    const size = chance < 5 ? 20_000 : randomInt(10, 300);
    const [id] = acknowledge(append(journal, stream, note('x'.repeat(size))));
    if (id !== undefined) purgeable.push({ stream, id });
  } else if (chance < 75) {
    acknowledge(append(journal, stream, ...batch(randomInt(2, 7))));
  } else if (chance < 87) {
    const blob = journal.putBlob(randomBytes(randomInt(1, 50_000)));
    acknowledge(append(journal, stream, { kind: 'runbookAttached', payload: { runbookId: 'r', title: 'R', blob } }));
  } else if (chance < 93) {
    const [first, ...others] = batch(3);
    if (first === undefined) throw new Error('a batch of three');
    const drafts = [
      { streamId: stream, drafts: [first] },
      { streamId: journal.deskStreamId, drafts: others },
    ];
    acknowledge(journal.appendAll(actor, () => succeed(drafts)));
  } else if (chance < 98) {
    journal.signHeads(stream);
  } else {
    const target = purgeable.splice(randomInt(purgeable.length + 1), 1)[0];
    if (target === undefined) return;
    const purged = journal.purge(target.stream, target.id, actor, 'a test');
    if (purged.ok) print(purged.value.recorded.map(({ event }) => event.id).join(' '));
  }
}

function inspect(journal: Journal) {
  const read = [...journal.readFolded(streamId)].flat().length;
  return { status: journal.status.get(), read, verified: journal.verify(streamId).ok };
}

/** The length of all files below the folder of evidence that are not whole: drafts that were left behind. */
function drafts(): number {
  const names = readdirSync(join(dataDir, 'blobs'), { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile() && entry.name.startsWith('.')).length;
}

async function fill(journal: Journal) {
  const ballast = join(dataDir, 'ballast');
  writeFileSync(ballast, Buffer.alloc(500_000));
  const settings = createSettingsService({ store: openSettingsStore(dataDir), userName: 'ada' });
  const attach = (size: number) =>
    journal.append(streamId, actor, () => {
      const blob = journal.putBlob(randomBytes(size));
      return succeed([{ kind: 'runbookAttached', payload: { runbookId: 'r', title: 'R', blob } }]);
    });
  const themed = async (theme: 'dark' | 'light') => {
    const outcome = await settings.update({ theme }, { context: {} } as never);
    return outcome.ok ? 'ok' : outcome.error.code;
  };
  await themed('light');
  let saved = 0;
  if (attach(1000).ok) saved += 1;
  let outcome = append(journal, streamId, note('first'));
  for (; outcome.ok; outcome = append(journal, streamId, note('x'.repeat(20_000)))) saved += 1;
  // What is left of the room: settings are a file of their own, and need a page.
  for (let size = 65_536; size >= 1; size = Math.floor(size / 2)) {
    try {
      writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Full to that point.
    }
  }
  const evidence = attach(50_000);
  const full = {
    saved,
    error: outcome.error,
    evidence: evidence.ok ? 'ok' : evidence.error,
    settings: await themed('dark'),
    drafts: drafts(),
    ...inspect(journal),
  };
  rmSync(ballast);
  const again = [append(journal, streamId, note('there is room again')).ok, attach(50_000).ok, await themed('dark')];
  return { full, again, after: inspect(journal) };
}

if (mode === 'crowded') {
  try {
    for (;;) appendFileSync(join(dataDir, 'ballast'), Buffer.alloc(4096));
  } catch {
    // Not a byte more.
  }
}
if (mode === 'commands') {
  for (;;) {
    const journal = openJournal({ dataDir });
    acknowledge(append(journal, anyStream(), ...batch(randomInt(1, 4))));
    journal.close();
  }
}
const times = last.split(',').map(Number);
const now = mode === 'clock' ? () => times.shift() ?? 0 : Date.now;
const journal = openJournal({ dataDir, now });
if (mode === 'load') {
  for (const purgeable: { stream: string; id: string }[] = []; ; ) act(journal, purgeable);
} else if (mode === 'few') {
  for (let index = 0; index < Number(last); index += 1) {
    acknowledge(append(journal, streamId, note(`note ${index}`)));
    const blob = journal.putBlob(randomBytes(100));
    acknowledge(append(journal, streamId, { kind: 'runbookAttached', payload: { runbookId: 'r', title: 'R', blob } }));
  }
} else if (mode === 'fill') {
  print(await fill(journal));
} else if (mode === 'clock') {
  while (times.length > 0) {
    const outcome = append(journal, streamId, note('tick'));
    if (!outcome.ok) throw new Error(outcome.error.message);
    print(outcome.value.map(({ event }) => event));
  }
} else {
  const outcome = append(journal, streamId, note('one more'));
  print({ append: outcome.ok ? 'ok' : outcome.error.code, ...inspect(journal) });
}
journal.close();
