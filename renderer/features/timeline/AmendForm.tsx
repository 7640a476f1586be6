import clsx from 'clsx';
import { useEffect, useId, useRef, useState } from 'react';
import { noteKindSchema } from '#shared/domain/events/index.ts';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { Button, fieldLook, keepDraft, readDraft, Select } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { ReasonField } from './ReasonField.tsx';
import { TaskFrame } from './TaskFrame.tsx';
import { useEntryChange } from './use-entry-change.ts';

const presets = ['typo', 'wrong', 'more is known'] as const;

interface Props {
  readonly entry: TimelineEntry;
  readonly onClose: () => void;
}

/** Words the entry anew, in its place. What it said stays in its history; what was typed here survives a reload. */
export function AmendForm({ entry, onClose }: Props) {
  const change = useStore((state) => state.change);
  const former = entry.text ?? '';
  const kind = noteKindSchema.safeParse(entry.label).data;
  const [draft] = useState(() => readDraft(sessionStorage, entry.eventId));
  const [text, setText] = useState(draft || former);
  const [noteKind, setNoteKind] = useState(kind);
  const [reason, setReason] = useState<string>(presets[0]);
  const editor = useRef<HTMLTextAreaElement>(null);
  const editorId = useId();
  const { busy, problem, send } = useEntryChange(() => {
    keepDraft(sessionStorage, entry.eventId, '');
    onClose();
  });
  const changes = {
    ...(text !== former && { text }),
    ...(noteKind !== kind && noteKind !== undefined && { noteKind }),
  };
  const unchanged = Object.keys(changes).length === 0;

  useEffect(() => {
    const area = editor.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);
  useEffect(() => keepDraft(sessionStorage, entry.eventId, text === former ? '' : text), [entry.eventId, text, former]);

  return (
    <TaskFrame
      label="Amend the entry"
      confirm="Amend"
      confirmKeys="Mod+Enter"
      busy={busy}
      disabled={unchanged || text.trim() === '' || reason.trim() === ''}
      problem={problem}
      onConfirm={() => void send(() => change('amendEntry', { eventId: entry.eventId, ...changes, reason }))}
      onClose={onClose}
    >
      <div>
        <div className="mb-1 flex items-center gap-2 text-small">
          <label htmlFor={editorId} className="font-medium text-ink-2">
            What it says
          </label>
          {draft !== '' && text === draft && (
            <>
              <span className="ml-auto text-ink-3">what you typed before</span>
              <Button look="quiet" className="-my-1" onClick={() => setText(former)}>
                Start over
              </Button>
            </>
          )}
        </div>
        <textarea
          ref={editor}
          id={editorId}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={clsx(fieldLook, 'block field-sizing-content max-h-52 min-h-16 resize-y py-1.5 leading-5')}
        />
      </div>
      <div className="flex flex-wrap gap-2.5">
        {kind !== undefined && (
          <Select
            label="Kind"
            className="min-w-32 flex-1"
            value={noteKind ?? kind}
            onChange={setNoteKind}
            options={noteKindSchema.options.map((value) => ({ value, label: value }))}
          />
        )}
        <ReasonField className="min-w-40 flex-1" reason={reason} onChange={setReason} presets={presets} />
      </div>
    </TaskFrame>
  );
}
