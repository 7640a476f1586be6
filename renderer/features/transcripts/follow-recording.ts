import { type Outcome, type Problem, succeed } from '#shared/domain/outcome.ts';
import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import { indexCommands, type RecordedCommand } from '#shared/domain/transcript/markers.ts';
import type { TranscriptPage } from '../../store/index.ts';
import { toEvents } from './player.ts';

/** Of a longer recording only the beginning is played: the page has to hold all of it. Characters. */
const MOST = 48 * 1024 * 1024;
/** How often one that is still written is asked for more, ms; the disk has it every second. */
const FOLLOW_MS = 1_000;

export interface LoadedRecording {
  readonly columns: number;
  readonly rows: number;
  readonly events: readonly CastEvent[];
  readonly commands: readonly RecordedCommand[];
  /** Lines that could not be read. */
  readonly skipped: number;
  /** It is longer than what is here. */
  readonly cut: boolean;
  /** It is still written, and what comes is added. */
  readonly live: boolean;
}

export type RecordingState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly recording: LoadedRecording }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type ReadPage = (sessionId: string, from?: number) => Promise<Outcome<TranscriptPage>>;

interface Read {
  readonly recording: LoadedRecording;
  readonly characters: number;
  /** From where what comes is read; undefined when nothing more comes. */
  readonly continuesAt: number | undefined;
}

/**
 * Reads a recording page by page, and goes on for as long as it is written, until `signal` aborts. `onState` hears each
 * time of all that is there by then.
 */
export async function followRecording(
  readPage: ReadPage,
  sessionId: string,
  signal: AbortSignal,
  onState: (state: RecordingState) => void,
): Promise<void> {
  let read = await readAll(readPage, sessionId, signal);
  if (!read.ok) return onState({ kind: 'failed', problem: read.error });
  onState({ kind: 'loaded', recording: read.value.recording });
  while (read.value.continuesAt !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, FOLLOW_MS));
    if (signal.aborted) return;
    const before: Read = read.value;
    const page = await readPage(sessionId, before.continuesAt);
    // A connection that is lost comes back.
    if (!page.ok) continue;
    if (page.value.continuesAt === undefined) {
      // It is kept now: read once more as a whole, it is what will be played from now on.
      const kept = await readAll(readPage, sessionId, signal);
      if (kept.ok) read = kept;
    } else if (page.value.events.length > 0) read = succeed(withMore(before, page.value));
    if (read.value !== before) onState({ kind: 'loaded', recording: read.value.recording });
  }
}

async function readAll(readPage: ReadPage, sessionId: string, signal: AbortSignal): Promise<Outcome<Read>> {
  const wire: TranscriptPage['events'][number][] = [];
  let first: TranscriptPage | undefined;
  let last: TranscriptPage | undefined;
  let skipped = 0;
  let characters = 0;
  let from: number | undefined = 0;
  while (from !== undefined && characters < MOST && !signal.aborted) {
    const page = await readPage(sessionId, from);
    if (!page.ok) return page;
    first ??= page.value;
    last = page.value;
    for (const event of page.value.events) {
      wire.push(event);
      characters += event[2].length;
    }
    skipped += page.value.skipped;
    from = page.value.next;
  }
  const events = toEvents(wire);
  const { columns, rows } = first ?? { columns: 80, rows: 24 };
  const cut = from !== undefined;
  const continuesAt = cut || characters >= MOST ? undefined : last?.continuesAt;
  const live = continuesAt !== undefined;
  const recording = { columns, rows, events, commands: indexCommands(events), skipped, cut, live };
  return succeed({ recording, characters, continuesAt });
}

function withMore({ recording, characters: before }: Read, page: TranscriptPage): Read {
  const latest = recording.events.at(-1)?.atMs ?? 0;
  const events = [...recording.events, ...toEvents(page.events, latest)];
  const characters = page.events.reduce((sum, [, , data]) => sum + data.length, before);
  const full = characters >= MOST;
  return {
    recording: {
      ...recording,
      ...{ events, commands: indexCommands(events), skipped: recording.skipped + page.skipped },
      ...{ cut: full, live: !full },
    },
    characters,
    continuesAt: full ? undefined : page.continuesAt,
  };
}
