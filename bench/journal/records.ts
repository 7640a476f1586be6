import { resolve } from 'node:path';
import type { Actor, EventDraft } from '#shared/domain/events/index.ts';
import { succeed } from '#shared/domain/outcome.ts';
import type { Journal } from '../../electron/journal/index.ts';
import { openRecord } from '../../electron/record.ts';

/** What the benchmarks record: made up, and the same in each run. */
export const resourcesDir = resolve(import.meta.dirname, '../../resources');

const ada: Actor = { type: 'person', personId: '22222222-2222-4222-8222-222222222222', name: 'Ada Winter' };
const BATCH = 1000;
const SYLLABLES = ['ka', 'lo', 'mi', 'ner', 'pos', 'qua', 'rel', 'sta', 'tu', 'ver', 'zen', 'bri', 'cho', 'dal', 'fex'];

export function openBenchRecord(dataDir: string) {
  return openRecord({ dataDir, resourcesDir, actorName: 'Ada Winter' });
}

/** One of 3,375 words; of two numbers the smaller makes some words far more common than others, as in real text. */
export function word(seed: number): string {
  const scrambled = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  const rank = Math.min(scrambled % 3375, (scrambled >>> 12) % 3375);
  const syllable = (index: number) => SYLLABLES[index % 15] ?? '';
  return syllable(rank) + syllable(Math.floor(rank / 15)) + syllable(Math.floor(rank / 225));
}

export function noteText(seed: number): string {
  const words = Array.from({ length: 14 }, (_, index) => word(seed * 14 + index));
  return `${words.join(' ')} ${seed}`;
}

export function note(seed: number): EventDraft {
  return { kind: 'noteAdded', payload: { noteKind: 'observation', text: noteText(seed) } };
}

/** Notes, and every tenth event a part of a command: started, then finished. */
function eventAt(seed: number): EventDraft {
  const part = seed % 20;
  if (part !== 9 && part !== 19) return note(seed);
  const run = String(Math.floor(seed / 20)).padStart(12, '0');
  const ids = { sessionId: `33333333-3333-4333-8333-${run}`, commandId: `44444444-4444-4444-8444-${run}` };
  const line = { ...ids, commandLine: `kubectl logs deploy/${word(seed)}`, cwd: '/ops' };
  if (part === 9) return { kind: 'commandStarted', payload: line };
  const excerpt = `${noteText(seed)}\n${noteText(seed + 1)}`;
  return {
    kind: 'commandFinished',
    payload: { ...line, exitCode: 0, durationMs: 940, excerpt, excerptTruncated: false },
  };
}

/** Declares an incident of so many events, and gives its id. */
export function recordIncident(
  record: ReturnType<typeof openBenchRecord>,
  events: number,
  kinds: 'notes' | 'mixed',
  seed = 0,
): string {
  const declared = record.incidents.declare({ title: `Incident ${seed}`, severity: 'SEV-1' }, caller);
  if (declared instanceof Promise || !declared.ok) throw new Error('not declared');
  const { incidentId, events: first } = declared.value;
  for (let done = first.length; done < events; done += BATCH) {
    const count = Math.min(BATCH, events - done);
    append(
      record.journal,
      incidentId,
      Array.from({ length: count }, (_, index) => (kinds === 'notes' ? note : eventAt)(seed + done + index)),
    );
  }
  return incidentId;
}

export function append(journal: Journal, incidentId: string, drafts: readonly EventDraft[]): void {
  const appended = journal.append(incidentId, ada, () => succeed(drafts));
  if (!appended.ok) throw new Error(appended.error.message);
}

export const caller = { signal: new AbortController().signal };
