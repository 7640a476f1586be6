import { z } from 'zod';
import type { Transcript, TranscriptProblemCode } from '#shared/contract/index.ts';
import { fail, type Outcome, succeed } from '#shared/domain/outcome.ts';
import { readEvent } from '#shared/domain/read-event.ts';
import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import { safeFileName } from '../documents/index.ts';
import type { HostCapabilities } from '../hosts/host.ts';
import type { Recorder } from '../incidents/index.ts';
import type { Handlers } from '../rpc/handlers.ts';
import { commandExcerpt } from '../terminals/index.ts';
import { eventsOf } from './cast-part.ts';
import { Catalogue, type CatalogueDependencies } from './catalogue.ts';
import { exportCast, exportText } from './export.ts';
import { listLiveFiles } from './live-files.ts';
import { searchLive } from './live-search.ts';
import { readPage } from './page.ts';
import { createPartReader } from './part-reader.ts';
import { transcriptsOf } from './transcripts-of.ts';

const commandSchema = z.object({ sessionId: z.uuid(), commandId: z.uuid() });

/** More lines than anybody reads. */
const HITS = 200;

export interface TranscriptsDependencies extends Required<CatalogueDependencies> {
  readonly recorder: Pick<Recorder, 'incident'>;
  readonly host: Pick<HostCapabilities, 'saveFile'>;
  /** What went wrong in the background. */
  readonly onBug: (error: unknown) => void;
}

export type TranscriptsService = ReturnType<typeof createTranscriptsService>;

/** The recordings of terminals: listed, played back, searched and saved. The record and the disk are only read. */
export function createTranscriptsService(dependencies: TranscriptsDependencies) {
  const { journal, dataDir, recorder, host } = dependencies;
  const catalogue = new Catalogue({ journal, dataDir });
  const reader = createPartReader({ catalogue, journal, dataDir });
  const ending = new AbortController();
  const titleOf = (streamId: string): string | undefined => recorder.incident(streamId)?.title;

  const background = async (): Promise<void> => {
    for await (const _ of journal.head.watch(ending.signal)) await catalogue.readAll();
  };
  const stopped = background().catch((error) => {
    if (!ending.signal.aborted) dependencies.onBug(error);
  });

  const list = async (): Promise<readonly Transcript[]> =>
    transcriptsOf(await catalogue.parts(), await listLiveFiles(dataDir), titleOf);

  const handlers = {
    async list({ incidentId }) {
      const all = await list();
      return all.filter((transcript) => incidentId === undefined || transcript.incidentId === incidentId);
    },
    async read({ sessionId, from }) {
      const parts = await reader.parts(sessionId);
      return parts.ok ? readPage(parts.value, reader.open, from) : parts;
    },
    locate({ incidentId, eventId }) {
      const stored = journal.event(incidentId ?? journal.deskStreamId, eventId);
      const event = stored && readEvent(stored.event);
      if (event === undefined || event.kind === 'unknown') return notRecorded();
      // What came in from the desk stands in its copy.
      const payload: unknown = event.kind === 'backfilled' ? event.payload.original.payload : event.payload;
      const named = commandSchema.safeParse(payload).data;
      return named ? locateCommand(named) : notRecorded();
    },
    async commandText({ sessionId, commandId }) {
      const events = await allEvents(sessionId);
      if (!events.ok) return events;
      const excerpt = commandExcerpt(events.value, commandId);
      return excerpt ? succeed(excerpt) : fail('unknown-command', 'This command is not in the recording.');
    },
    async search({ text, incidentId }) {
      const found = await catalogue.search(text, HITS, incidentId);
      if (found === undefined) return fail('nothing-to-find', 'There is nothing to look for.', 'Type a word.');
      const growing = (await listLiveFiles(dataDir)).filter(
        (file) => incidentId === undefined || file.incidentId === incidentId,
      );
      const live = await searchLive(dataDir, growing, text);
      const incidentOf = (streamId: string | undefined) => {
        const incidentTitle = streamId === undefined ? undefined : titleOf(streamId);
        return incidentTitle === undefined ? {} : { incidentId: streamId, incidentTitle };
      };
      const hits = [
        ...live.hits.map(({ file: { sessionId, title, startedAt, incidentId: streamId }, atMs, text: line }) => ({
          ...{ sessionId, title, startedAt, atMs, line },
          ...incidentOf(streamId),
        })),
        ...found.hits.map(({ part: { sessionId, title, startedAt, streamId }, atMs, line }) => ({
          ...{ sessionId, title, startedAt, atMs, line },
          ...incidentOf(streamId),
        })),
      ];
      return succeed({
        hits: hits.slice(0, HITS),
        more: found.more || hits.length > HITS,
        waiting: found.waiting + live.cut,
      });
    },
    async export({ sessionId, format }) {
      const parts = await reader.openAll(sessionId);
      if (!parts.ok) return parts;
      const title = (await list()).find((transcript) => transcript.sessionId === sessionId)?.title ?? 'recording';
      return host.saveFile({
        suggestedName: safeFileName(title, format === 'cast' ? 'cast' : 'txt'),
        bytes: format === 'cast' ? exportCast(parts.value) : exportText(parts.value),
      });
    },
  } satisfies Handlers<'transcripts'>;

  async function locateCommand(command: z.infer<typeof commandSchema>) {
    const parts = await reader.parts(command.sessionId);
    return parts.ok ? succeed(command) : notRecorded();
  }

  async function allEvents(sessionId: string): Promise<Outcome<Iterable<CastEvent>, TranscriptProblemCode>> {
    const parts = await reader.openAll(sessionId);
    return parts.ok ? succeed(eventsOf(parts.value)) : parts;
  }

  return {
    ...handlers,
    /** Waits for what is being read in to stop. */
    async close(): Promise<void> {
      ending.abort();
      reader.forget();
      catalogue.close();
      await stopped;
    },
  };
}

const notRecorded = () => fail('not-recorded', 'This command is in no recording.', 'Its excerpt is on the timeline.');
