/**
 * For tests only: another process at the same data directory.
 *   node test-child.ts append DIR STREAM COUNT   appends notes, and prints each event's id once it is acknowledged
 *   node test-child.ts endless DIR STREAM        the same, until it is killed
 *   node test-child.ts timed DIR STREAM COUNT    appends every 60 ms, and prints when each was durable (UTC ms)
 *   node test-child.ts fill DIR STREAM           appends until the disk is full, makes room, appends once more
 *   node test-child.ts crowded DIR STREAM        fills the disk before it opens, then as `inspect`
 *   node test-child.ts inspect DIR STREAM        tries to append, reads and verifies; prints one JSON line
 */
import { appendFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { succeed } from '#shared/domain/outcome.ts';
import { openJournal } from './index.ts';

const [mode, dataDir = '', streamId = '', count = '0'] = process.argv.slice(2);
if (mode === 'crowded') fillDisk();
const journal = openJournal({ dataDir });

function fillDisk(): void {
  try {
    for (;;) appendFileSync(join(dataDir, 'ballast'), Buffer.alloc(4096));
  } catch {
    // Not a byte more.
  }
}

function append(text: string) {
  return journal.append(streamId, { type: 'system' }, () =>
    succeed([{ kind: 'noteAdded', payload: { noteKind: 'observation', text } }]),
  );
}

/** Written at once and not buffered: what stands there was acknowledged before the next append began. */
function print(line: unknown): void {
  writeSync(1, `${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
}

function read() {
  const events = [...journal.readFolded(streamId)].flat();
  return { status: journal.status.get(), read: events.length, verified: journal.verify(streamId).ok };
}

if (mode === 'append' || mode === 'endless') {
  for (let index = 0; mode === 'endless' || index < Number(count); index += 1) {
    const outcome = append(`note ${index} of ${process.pid}`);
    if (!outcome.ok) throw new Error(outcome.error.message);
    print(outcome.value[0]?.event.id);
  }
} else if (mode === 'timed') {
  for (let index = 0; index < Number(count); index += 1) {
    await sleep(60);
    if (append(`note ${index}`).ok) print(String(Date.now()));
  }
} else if (mode === 'fill') {
  const ballast = join(dataDir, 'ballast');
  writeFileSync(ballast, Buffer.alloc(400_000));
  let saved = 0;
  let outcome = append('first');
  for (; outcome.ok; outcome = append('x'.repeat(20_000))) saved += 1;
  const full = { saved, error: outcome.error, ...read() };
  rmSync(ballast);
  const again = append('there is room again');
  print({ full, again: again.ok, after: read() });
} else {
  const outcome = append('one more');
  print({ append: outcome.ok ? 'ok' : outcome.error.code, ...read() });
}
journal.close();
