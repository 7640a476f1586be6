import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportState } from '#shared/contract/index.ts';
import { incidentFileLimits } from '#shared/domain/incident-file.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Journal } from '../journal/index.ts';
import type { Handlers } from '../rpc/handlers.ts';
import { prepareImport, takeIn } from './import-json.ts';
import { removeUploads, Upload } from './import-upload.ts';

export interface ImportsDependencies {
  readonly journal: Journal;
  readonly dataDir: string;
  /** Without a part for so long a file counts as abandoned. Default: a minute. */
  readonly idleMs?: number;
}

type Ended = Extract<ImportState, { readonly kind: 'done' }>['outcome'];

/** Takes in the incident files that pages have. Only where the window runs: it clears what a killed one has left. */
export function createImportsService({ journal, dataDir, idleMs = 60_000 }: ImportsDependencies) {
  removeUploads(dataDir);
  let upload: Upload | undefined;
  let busy = false;

  /** Before anything is sent: what would be refused in the end. */
  function refusal(bytes: number) {
    if (busy) {
      return fail('busy', 'Another file is being imported.', 'Wait until that one is done, then import this one.');
    }
    if (bytes > incidentFileLimits.bytes) {
      const message = `The file is larger than ${incidentFileLimits.bytes / 1024 / 1024} MiB.`;
      return fail('too-large', message, 'Open the data directory that it came from instead.');
    }
    // Writing nothing asks the journal whether it could.
    const writable = journal.appendAll<never>({ type: 'system' }, () => succeed([]));
    return writable.ok ? undefined : writable;
  }

  /** Ends with the outcome, or with nothing when the page has left. */
  async function* takeInParts(
    bytes: number,
    signal: AbortSignal,
  ): AsyncGenerator<ImportState, Ended | undefined, void> {
    const opened = await Upload.open(dataDir, bytes, idleMs);
    if (!opened.ok) return opened;
    const arriving = opened.value;
    upload = arriving;
    try {
      yield { kind: 'sending', uploadId: arriving.id };
      const arrived = await Promise.race([arriving.ended, abortOf(signal)]);
      if (!arrived?.ok) return arrived;
      yield { kind: 'checking' };
      const ready = await prepareImport(arriving.path);
      // It is in memory now; the room on the disk is for its events.
      await arriving.discard();
      if (signal.aborted) return undefined;
      if (!ready.ok) return ready;
      const { events, forks } = ready.value.bundle;
      yield { kind: 'taking-in', events: events.length + forks.length };
      // What was just said has to leave before nothing else is done for a while.
      await nextTurn();
      return signal.aborted ? undefined : takeIn(journal, ready.value);
    } finally {
      upload = undefined;
      await arriving.discard();
    }
  }

  return {
    async *receive({ bytes }, { signal }) {
      const refused = refusal(bytes);
      if (refused) {
        yield { kind: 'done', outcome: refused };
        return;
      }
      busy = true;
      try {
        const outcome = yield* takeInParts(bytes, signal);
        if (outcome) yield { kind: 'done', outcome };
      } finally {
        busy = false;
      }
    },
    async part({ uploadId, part, bytes }) {
      if (upload?.id !== uploadId) {
        return fail('no-upload', 'This file is not being imported any more.', 'Import it again.');
      }
      return upload.take(part, Buffer.from(bytes, 'base64'));
    },
  } satisfies Handlers<'imports'>;
}

function abortOf(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}
