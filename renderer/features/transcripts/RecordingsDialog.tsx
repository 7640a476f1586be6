import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '#shared/domain/outcome.ts';
import { Dialog, EmptyState, ErrorNote, Spinner, TextField } from '../../components/index.ts';
import { type Transcript, type TranscriptMatches, useStore } from '../../store/index.ts';
import { Hits, Recordings } from './lists.tsx';
import { RecordingView } from './RecordingView.tsx';

/** Long enough not to ask for every letter. */
const PAUSE_MS = 150;

export interface Place {
  readonly sessionId: string;
  readonly atMs?: number;
  readonly commandId?: string;
}

interface Props {
  /** What is opened at once. */
  readonly place?: Place | undefined;
  readonly onClose: () => void;
}

/** All recordings: found by what was printed, played back, saved. */
export function RecordingsDialog({ place: given, onClose }: Props) {
  const loadTranscripts = useStore((state) => state.loadTranscripts);
  const focusTerminal = useStore((state) => state.focusTerminal);
  const [transcripts, setTranscripts] = useState<readonly Transcript[]>();
  const [problem, setProblem] = useState<Problem>();
  const [place, setPlace] = useState<Place | undefined>(given);
  const [text, setText] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = useMatches(text, setProblem);

  const load = useCallback(
    () =>
      void loadTranscripts().then((answer) => {
        if (!answer.ok) setProblem(answer.error);
        else setTranscripts(answer.value);
      }),
    [loadTranscripts],
  );
  useEffect(load, [load]);

  const chosen = transcripts?.find(({ sessionId }) => sessionId === place?.sessionId);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      // It was opened from a menu, which is gone.
      onLostFocus={focusTerminal}
      title="Recordings"
      size="wide"
    >
      <div className="flex h-[calc(92vh-5.5rem)] min-h-0 gap-4">
        <div className="flex w-80 shrink-0 flex-col gap-2">
          <TextField
            label="Search what terminals printed"
            hideLabel
            placeholder="Search what terminals printed"
            value={text}
            maxLength={1000}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              list.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
            }}
          />
          {problem && <ErrorNote message={problem.message} action={problem.action} />}
          <div ref={list} className="min-h-0 flex-1 overflow-y-auto">
            {transcripts === undefined ? (
              !problem && <Spinner className="m-4 text-ink-3" />
            ) : found ? (
              <Hits matches={found} onOpen={setPlace} />
            ) : (
              <Recordings transcripts={transcripts} chosenId={place?.sessionId} onOpen={setPlace} />
            )}
          </div>
        </div>
        {place && (chosen || transcripts) ? (
          <RecordingView key={place.sessionId} place={place} transcript={chosen} onEnded={load} />
        ) : (
          <div className="flex min-w-0 flex-1 items-center justify-center">
            {transcripts?.length === 0 ? (
              <EmptyState title="Nothing recorded yet">
                What a terminal shows is recorded while its tab is open, and stands here afterwards.
              </EmptyState>
            ) : (
              <EmptyState title="No recording chosen">Choose one to play it.</EmptyState>
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** What was found for a text; undefined while there is nothing to look for. */
function useMatches(text: string, onProblem: (problem: Problem | undefined) => void): TranscriptMatches | undefined {
  const searchTranscripts = useStore((state) => state.searchTranscripts);
  const [matches, setMatches] = useState<TranscriptMatches>();
  useEffect(() => {
    if (text.trim() === '') {
      setMatches(undefined);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await searchTranscripts(text, asking.signal);
      if (asking.signal.aborted) return;
      const nothing = !answer.ok && answer.error.code === 'nothing-to-find';
      setMatches(answer.ok ? answer.value : undefined);
      onProblem(answer.ok || nothing ? undefined : answer.error);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [text, searchTranscripts, onProblem]);
  return matches;
}
