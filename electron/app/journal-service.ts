import { randomUUID } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { plural } from '#shared/domain/plural.ts';
import type { HostCapabilities } from '../hosts/host.ts';
import { backup, type Journal, type MissingEvents, type VerifyReport } from '../journal/index.ts';
import type { Handlers } from '../rpc/handlers.ts';

export interface JournalServiceDependencies {
  readonly journal: Journal;
  /** Checks a stream, and what is derived of it. */
  readonly verify: (streamId: string) => VerifyReport;
  /** The journal holds other events now: whatever was remembered of it is void. */
  readonly onRepaired: () => void;
  readonly dataDir: string;
  readonly saveFile: HostCapabilities['saveFile'];
  /** UTC ms. */
  readonly now: () => number;
}

/** What a page asks about the record as a whole: checking it, repairing it, keeping a copy. */
export function createJournalService(dependencies: JournalServiceDependencies) {
  const { journal, verify, onRepaired, dataDir, saveFile, now } = dependencies;
  return {
    verify({ incidentId }) {
      if (!journal.hasStream(incidentId)) {
        return fail('unknown-incident', 'There is no such incident.', 'Look at the list of incidents.');
      }
      const report = verify(incidentId);
      const { ok, events, problems } = report;
      return succeed({ ok, events, problems: problems.map(({ message }) => message), notes: notesOf(report) });
    },
    salvage() {
      if (journal.status.get().state !== 'damaged') {
        return fail('not-damaged', 'The journal is not damaged.', 'Keep using it as it is.');
      }
      const repaired = journal.repair();
      onRepaired();
      if (!repaired.ok) {
        const { code, message, action } = repaired.error;
        return fail(code === 'in-use' || code === 'not-damaged' ? code : 'not-written', message, action);
      }
      const { events, missing, setAside } = repaired.value;
      return succeed({ events, missing: missing.map(describeMissing), setAside: setAside.folder });
    },
    async backup() {
      // The host asks where to, or numbers the file; what it saves is whole and was read back before.
      const draft = join(dataDir, `.backup-${randomUUID()}`);
      try {
        const made = await backup(dataDir, draft, { now });
        if (!made.ok) return fail('not-written', made.error.message, made.error.action);
        const suggestedName = `war-room-${new Date(now()).toISOString().slice(0, 10)}.backup`;
        const saved = await saveFile({ suggestedName, bytes: piecesOf(draft) });
        if (!saved.ok) return saved;
        return succeed({ path: saved.value.path, bytes: made.value.bytes, events: made.value.events });
      } finally {
        rmSync(draft, { force: true });
      }
    },
  } satisfies Handlers<'journal'>;
}

/** A save that has to try again reads the file from its beginning again. */
function piecesOf(path: string): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => createReadStream(path)[Symbol.asyncIterator]() };
}

function notesOf({ signatures, forks, purged, blobs }: VerifyReport): string[] {
  const signed = signatures.filter(({ valid }) => valid).length;
  return [
    `${plural(blobs.checked, 'piece')} of evidence, ${plural(signed, 'signed head')}, ${plural(forks.length, 'fork')}.`,
    ...purged.map(({ message }) => message),
    'This shows that nothing was changed since; the owner of the device could rewrite and sign all of it again.',
  ];
}

/** "Lost: events 3 to 5 of device … in …". */
export function describeMissing({ incidentId, deviceId, from, to }: MissingEvents): string {
  const numbers = from === to ? `event ${from}` : `events ${from} to ${to}`;
  return `Lost: ${numbers} of device ${deviceId} in ${incidentId}`;
}
