import clsx from 'clsx';
import { CornerDownLeft } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { NoteKind } from '#shared/domain/events/index.ts';
import type { Problem } from '#shared/domain/outcome.ts';
import { ErrorNote, fieldLook, Kbd, keepDraft, readDraft, Spinner } from '../../components/index.ts';
import { useStore, useZonedTime } from '../../store/index.ts';
import { AttachFile } from './AttachFile.tsx';
import { NotSaved } from './NotSaved.tsx';
import { parseEntry, suggestKinds } from './parse-entry.ts';

interface Props {
  readonly incidentId: string;
  /** Up from the empty editor: to the entries. */
  readonly onLeave: () => void;
}

/**
 * Adds to the timeline. What was typed stays in the editor until the note is on the disk: it is cleared by the
 * acknowledgement and by nothing else, and it survives a reload of the page.
 */
export function Composer({ incidentId, onLeave }: Props) {
  const addNote = useStore((state) => state.addNote);
  const zone = useZonedTime();
  const [text, setText] = useState(() => readDraft(sessionStorage, incidentId));
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [chosen, setChosen] = useState(0);
  const editor = useRef<HTMLTextAreaElement>(null);
  const helpId = useId();

  useEffect(() => keepDraft(sessionStorage, incidentId, text), [incidentId, text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is as tall as its text
  useLayoutEffect(() => {
    const area = editor.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [text]);

  const parsed = parseEntry(text, { now: Date.now(), zone });
  const kinds = suggestKinds(text);
  const suggested = kinds[Math.min(chosen, kinds.length - 1)];

  const change = (next: string) => {
    setText(next);
    setChosen(0);
    setProblem(undefined);
  };
  const complete = (kind: NoteKind) => {
    change(text.replace(/\/[a-z]*$/i, `/${kind} `));
    editor.current?.focus();
  };

  const add = async () => {
    if (parsed.kind !== 'entry' || saving) return;
    setSaving(true);
    setProblem(undefined);
    const answer = await addNote(parsed.entry);
    setSaving(false);
    if (!answer.ok) {
      setProblem(answer.error);
      return;
    }
    // What was typed while it was being written is not this note.
    setText((now) => (now === text ? '' : now));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (suggested && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setChosen((chosen + (event.key === 'ArrowDown' ? 1 : kinds.length - 1)) % kinds.length);
    } else if (suggested && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
      event.preventDefault();
      complete(suggested);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void add();
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      onLeave();
    }
  };

  return (
    <div className="relative shrink-0 border-t border-line px-3.5 pt-3 pb-2.5">
      {suggested && <KindList kinds={kinds} chosen={suggested} onChoose={complete} />}
      <div className="relative">
        <textarea
          ref={editor}
          rows={1}
          data-pane-focus
          aria-label="Add to the timeline"
          aria-describedby={helpId}
          aria-invalid={problem || parsed.kind === 'problem' ? true : undefined}
          placeholder="Add to the timeline"
          value={text}
          readOnly={saving}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className={clsx(fieldLook, 'block max-h-48 min-h-9 resize-none py-2 pr-9 leading-5')}
        />
        <span className="absolute right-2.5 bottom-2.5 text-ink-3">
          {saving ? <Spinner /> : parsed.kind === 'entry' && <CornerDownLeft aria-hidden className="size-4" />}
        </span>
      </div>
      <div id={helpId} className="mt-1.5 flex min-h-5 items-center gap-1.5 text-small text-ink-3">
        {problem ? (
          <ErrorNote
            plain
            message={<NotSaved message={problem.message} />}
            action={problem.action || 'Your text is still here. Enter tries again.'}
          />
        ) : parsed.kind === 'problem' ? (
          <span className="text-crit">{parsed.message}</span>
        ) : parsed.kind === 'entry' && text.trim() !== parsed.entry.text ? (
          <span className="text-ink-2">
            {[
              parsed.entry.noteKind,
              parsed.entry.occurredAt !== undefined &&
                `at ${zone.day(parsed.entry.occurredAt)} ${zone.seconds(parsed.entry.occurredAt)}`,
              parsed.entry.pinned && 'pinned',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        ) : parsed.kind === 'entry' && parsed.hint ? (
          <span className="text-warn">{parsed.hint}</span>
        ) : (
          <>
            <Kbd>/</Kbd> <span className="truncate">decision, action, question</span> <Kbd>@</Kbd> time <Kbd>!</Kbd> pin
          </>
        )}
        <span className="-my-1 ml-auto">
          <AttachFile onDone={setProblem} />
        </span>
      </div>
    </div>
  );
}

interface KindListProps {
  readonly kinds: readonly NoteKind[];
  readonly chosen: NoteKind;
  readonly onChoose: (kind: NoteKind) => void;
}

/** What `/` can become. The editor keeps the focus; Tab or Enter takes the marked one. */
function KindList({ kinds, chosen, onChoose }: KindListProps) {
  return (
    <ul
      aria-label="Kinds of entry"
      className="absolute bottom-full left-3.5 z-10 mb-1 w-52 rounded-md border border-line-strong bg-overlay p-1 shadow-pop"
    >
      {kinds.map((kind) => (
        <li key={kind}>
          <button
            type="button"
            tabIndex={-1}
            aria-current={kind === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(kind)}
            className="flex h-7 w-full items-center rounded-sm px-2 text-left hover:bg-hover aria-[current=true]:bg-hover"
          >
            {kind}
            {kind === chosen && (
              <span className="ml-auto">
                <Kbd>Tab</Kbd>
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
