import type { runbookEditing } from '#shared/contract/index.ts';
import type { WireEvent } from '#shared/domain/events/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import type { Recorder } from '../../incidents/recorder.ts';
import type { Handlers } from '../../rpc/handlers.ts';
import { type RunbookReader, readRunbookInSlices } from '../library/content.ts';
import type { Library } from '../library/library.ts';
import { draftRunbook } from './draft.ts';
import { createFile, saveFile } from './save-file.ts';
import { readSource } from './source-file.ts';

export interface EditingDependencies {
  readonly recorder: Pick<Recorder, 'incident'>;
  /** All events of an incident in fold order; empty for an unknown one. */
  readonly events: (incidentId: string) => readonly WireEvent[];
  /** What is there once the library was read. */
  readonly loaded: () => Promise<RunbookReader & { readonly library: Library }>;
}

/** Reads, checks and writes the files of runbooks for an editor, and drafts new ones. */
export function createRunbookEditing({ recorder, events, loaded }: EditingDependencies) {
  const find = async (runbookId: string) => {
    const entry = (await loaded()).library.get(runbookId);
    return entry ? succeed(entry.summary) : unknownRunbook();
  };

  return {
    async source({ runbookId }) {
      const found = await find(runbookId);
      return found.ok ? readSource(found.value.path, found.value.origin === 'shipped') : found;
    },
    async check({ text, runbookId = 'draft' }) {
      const bytes = new TextEncoder().encode(text);
      const read = await readRunbookInSlices({ id: runbookId, bytes, fallbackTitle: 'Untitled' }, await loaded());
      return read.ok ? succeed({ runbook: read.value.runbook }) : read;
    },
    async save({ runbookId, revision, text }) {
      const found = await find(runbookId);
      if (!found.ok) return found;
      const { path, origin } = found.value;
      if (origin === 'shipped') {
        return fail(
          'read-only',
          'This runbook comes with War Room, so its file is not changed.',
          "Save a copy to the team's folder.",
        );
      }
      const saved = await saveFile({ path, revision, text });
      if (saved.ok) await (await loaded()).library.lookAgain();
      return saved;
    },
    async create({ name, text, folder }) {
      const { library } = await loaded();
      const folders = await firstOf(library.watchFolders);
      const target = folders?.find(({ path, origin }) => (folder === undefined ? origin === 'team' : path === folder));
      if (!target) {
        return fail('unknown-folder', 'This folder is not one of the library.', 'Choose one of those in the settings.');
      }
      if (target.origin === 'shipped') {
        return fail('read-only', 'This folder comes with War Room.', "Choose the team's folder.");
      }
      const written = await createFile(target.path, name, text);
      if (!written.ok) return written;
      await library.lookAgain();
      const runbookId = library.idAt(written.value.path);
      if (runbookId !== undefined) return succeed({ runbookId, ...written.value });
      return fail(
        'not-saved',
        `${written.value.path} was written, but the library does not show it yet.`,
        'Open it from the library.',
      );
    },
    async fromIncident({ incidentId }) {
      const incident = recorder.incident(incidentId);
      if (!incident) {
        return fail('unknown-incident', 'There is no such incident here.', 'Open it from the list of incidents.');
      }
      const text = draftRunbook(incident, events(incidentId).map(readEvent), await loaded());
      if (text !== undefined) return succeed({ title: incident.title, text });
      return fail(
        'no-commands',
        'No command was recorded in this incident.',
        'Run some in its terminals first, or write a new runbook.',
      );
    },
  } satisfies Pick<Handlers<'runbooks'>, keyof typeof runbookEditing>;
}

async function firstOf<Value>(watch: (signal: AbortSignal) => AsyncIterable<Value>): Promise<Value | undefined> {
  const stop = new AbortController();
  for await (const value of watch(stop.signal)) {
    stop.abort();
    return value;
  }
  return undefined;
}

function unknownRunbook() {
  return fail('unknown-runbook', 'This runbook is no longer in the library.', 'Save the text under a new name.');
}
