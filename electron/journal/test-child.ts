/**
 * For tests only: another process at the same data directory.
 *   node test-child.ts append DIR STREAM COUNT   appends notes, and prints each event's id once it is acknowledged
 *   node test-child.ts timed DIR STREAM COUNT    appends every 60 ms, and prints when each was durable (UTC ms)
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { succeed } from '#shared/domain/outcome.ts';
import { openJournal } from './index.ts';

const [mode, dataDir = '', streamId = '', count = '0'] = process.argv.slice(2);
const journal = openJournal({ dataDir });

function append(text: string) {
  return journal.append(streamId, { type: 'system' }, () =>
    succeed([{ kind: 'noteAdded', payload: { noteKind: 'observation', text } }]),
  );
}

/** Written at once and not buffered: what stands there was acknowledged before the next append began. */
function print(line: unknown): void {
  writeSync(1, `${String(line)}\n`);
}

for (let index = 0; index < Number(count); index += 1) {
  if (mode === 'timed') await sleep(60);
  const outcome = append(`note ${index} of ${process.pid}`);
  if (!outcome.ok) throw new Error(outcome.error.message);
  print(mode === 'timed' ? Date.now() : outcome.value[0]?.event.id);
}
journal.close();
