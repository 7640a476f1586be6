import { setImmediate as nextTurn } from 'node:timers/promises';
import { incidentFileLimits, writeIncidentFile } from '#shared/domain/incident-file.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { plural } from '#shared/domain/plural.ts';
import { type Journal, namedBlobs } from '../journal/index.ts';

/** An incident's record as one file: everything that this data directory holds of it. */
export interface IncidentFile {
  /** UTF-8, in pieces, and the same ones each time: what is recorded meanwhile is not in it. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Hash of the newest event in it. */
  readonly headHash: string;
  readonly events: number;
  /** What the file lacks, in words. */
  readonly warnings: readonly string[];
}

/**
 * Signs this device's head and opens the record up to it, as `shared/domain/incident-file.ts` describes it. The export
 * is no event of the file: whoever records it does so after its head. Where nothing can be written it goes unsigned.
 */
export async function exportIncidentFile(
  { journal }: { readonly journal: Journal },
  incidentId: string,
): Promise<Outcome<IncidentFile, 'unknown-incident'>> {
  if (!journal.declaredStreamIds().includes(incidentId)) {
    return fail('unknown-incident', 'There is no such incident here.', 'Look at the list of incidents.');
  }
  journal.signHeads(incidentId);
  const upTo = journal.headPosition();
  const forks = journal.forks(incidentId).map(({ event }) => event);
  const signatures = journal.signatures(incidentId);
  const pages = function* () {
    for (const page of journal.readFolded(incidentId, upTo)) yield page.map(({ event }) => event);
  };

  const named = new Set(forks.flatMap(({ payload }) => namedBlobs(payload)));
  let events = 0;
  let headHash = '';
  for (const page of pages()) {
    for (const { payload } of page) for (const name of namedBlobs(payload)) named.add(name);
    events += page.length;
    headHash = page.at(-1)?.hash ?? headHash;
    await nextTurn();
  }
  const names = [...named].filter((name) => journal.getBlob(name).ok).sort();
  const blobs = function* () {
    for (const name of names) {
      const blob = journal.getBlob(name);
      if (blob.ok) yield { name, base64: Buffer.from(blob.value).toString('base64') };
    }
  };
  const wasPurged = () =>
    journal.readStored(incidentId, upTo, 100_000).some(({ event }) => event.kind === 'entryPurged');
  async function* encode(): AsyncGenerator<Uint8Array, void, void> {
    const encoder = new TextEncoder();
    for (const piece of writeIncidentFile({ incidentId, events: pages(), forks, signatures, blobs: blobs() })) {
      yield encoder.encode(piece);
      // A long record must not keep the panes waiting.
      await nextTurn();
    }
    // What was erased meanwhile would be missing, without the event that says why.
    if (wasPurged()) throw new Error('an entry was purged while it was written; export it again');
  }
  const bytes = { [Symbol.asyncIterator]: encode };
  return succeed({ bytes, headHash, events, warnings: warningsOf(named.size - names.length, events, journal) });
}

function warningsOf(lacking: number, events: number, journal: Journal): string[] {
  return [
    lacking > 0 && `${plural(lacking, 'piece')} of evidence are not here or damaged, and not in the file.`,
    events > incidentFileLimits.events &&
      `With more than ${plural(incidentFileLimits.events, 'event')} it cannot be imported.`,
    journal.status.get().state === 'damaged' && 'The journal is damaged: the file holds what can be read of it.',
  ].filter((warning) => warning !== false);
}
