import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Outcome } from '#shared/domain/outcome.ts';
import type { RecordedCommand } from '#shared/domain/transcript/markers.ts';
import { Button, ErrorNote, Spinner } from '../../components/index.ts';
import { type Transcript, useStore } from '../../store/index.ts';
import { Player } from './Player.tsx';
import { excerptNote } from './player.ts';
import type { Place } from './RecordingsDialog.tsx';
import { useRecording } from './use-recording.ts';

interface Props {
  readonly place: Place;
  /** Undefined when it is not in the list: a recording that has only just begun. */
  readonly transcript: Transcript | undefined;
  /** It was still written, and is kept now. */
  readonly onEnded: () => void;
}

/** One recording: what it is, the player, and what can be made of it. */
export function RecordingView({ place, transcript, onEnded }: Props) {
  const { sessionId } = place;
  const state = useRecording(sessionId);
  const incidentId = useStore((store) => store.incidentId);
  const exportTranscript = useStore((store) => store.exportTranscript);
  const readCommandText = useStore((store) => store.readCommandText);
  const addNote = useStore((store) => store.addNote);
  const [said, setSaid] = useState<Outcome<string>>();
  const title = transcript?.title ?? 'Recording';
  const live = state.kind === 'loaded' && state.recording.live;
  const wasLive = useRef(false);
  useEffect(() => {
    if (wasLive.current && !live) onEnded();
    wasLive.current = live;
  }, [live, onEnded]);

  const save = async (format: 'cast' | 'text') => {
    const answer = await exportTranscript(sessionId, format);
    if (answer.ok) setSaid({ ok: true, value: `Written to ${answer.value.path}` });
    else setSaid(answer.error.code === 'cancelled' ? undefined : answer);
  };
  const addExcerpt = async ({ commandId, commandLine = '' }: RecordedCommand) => {
    const excerpt = await readCommandText(sessionId, commandId);
    if (!excerpt.ok) return setSaid(excerpt);
    const text = excerptNote(title, commandLine, excerpt.value.text, excerpt.value.truncated);
    const added = await addNote({ text, noteKind: 'observation', pinned: false });
    return setSaid(added.ok ? { ok: true, value: 'Added to the timeline' } : added);
  };

  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 truncate font-semibold">{title}</h3>
        {state.kind === 'loaded' && (
          <>
            <Button icon={FileDown} onClick={() => void save('cast')}>
              Save as .cast
            </Button>
            <Button icon={FileDown} onClick={() => void save('text')}>
              Save as text
            </Button>
          </>
        )}
      </div>
      {live && (
        <p className="text-small text-ink-2">
          Still recording: what the terminal prints comes here about a second later. Follow stays at the newest.
        </p>
      )}
      <p role="status" className="text-small text-ink-2 empty:hidden">
        {said?.ok && said.value}
      </p>
      {said && !said.ok && <ErrorNote message={said.error.message} action={said.error.action} />}
      {state.kind === 'loading' && <Spinner className="m-auto text-ink-3" />}
      {state.kind === 'failed' && <ErrorNote message={state.problem.message} action={state.problem.action} />}
      {state.kind === 'loaded' && (
        <>
          {state.recording.cut && (
            <ErrorNote
              plain
              tone="warning"
              message="Only its beginning is played here."
              action="Save it to see the rest."
            />
          )}
          {state.recording.skipped > 0 && (
            <ErrorNote plain tone="warning" message="Some lines of this recording are damaged and left out." />
          )}
          {!state.recording.live && place.commandId !== undefined && !commandOf(place, state.recording.commands) && (
            <ErrorNote
              plain
              tone="warning"
              message="The command is not in this recording: nothing was recorded while it ran."
              action="Its excerpt is on the timeline."
            />
          )}
          <Player
            recording={state.recording}
            place={place}
            startMs={startOf(place, state.recording.commands)}
            onAddExcerpt={incidentId === undefined ? undefined : (command) => void addExcerpt(command)}
          />
        </>
      )}
    </div>
  );
}

function startOf(place: Place, commands: readonly RecordedCommand[]): number {
  return place.atMs ?? commandOf(place, commands)?.startMs ?? 0;
}

function commandOf({ commandId }: Place, commands: readonly RecordedCommand[]): RecordedCommand | undefined {
  return commands.find((command) => command.commandId === commandId);
}
