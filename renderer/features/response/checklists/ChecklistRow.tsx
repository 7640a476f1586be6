import clsx from 'clsx';
import { MessageSquarePlus, Pencil } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ChecklistTick } from '#shared/domain/incident.ts';
import { Checkbox, ErrorNote, IconButton, useAttempt } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';
import type { ResponseProps } from '../section-props.ts';
import { When } from '../When.tsx';
import { NoteForm } from './NoteForm.tsx';
import { type ChecklistItem, recordedValue, type Verdict } from './present-value.ts';
import { usePresent } from './use-present.ts';

interface Props extends ResponseProps {
  readonly checklistId: string;
  readonly item: ChecklistItem;
  readonly tick: ChecklistTick | undefined;
}

/** One item: its box, what its panel shows now, and who ticked it when, with what was shown then. */
export function ChecklistRow({ checklistId, item, tick, incident, taxonomy }: Props) {
  const change = useStore((state) => state.change);
  const { busy, problem, attempt } = useAttempt();
  const [noting, setNoting] = useState(false);
  const noteButton = useRef<HTMLButtonElement>(null);
  const wasNoting = useRef(false);
  const present = usePresent(item, incident, taxonomy);
  const checked = tick?.checked ?? false;
  useEffect(() => {
    if (wasNoting.current && !noting) noteButton.current?.focus();
    wasNoting.current = noting;
  }, [noting]);

  const save = (next: { readonly checked: boolean; readonly note: string | undefined }) => {
    const value = next.checked ? (checked ? tick?.value : recordedValue(present)) : undefined;
    const beside = { ...(value !== undefined && { value }), ...(next.note && { note: next.note }) };
    return change('tickChecklistItem', {
      checklistId,
      itemId: item.id,
      text: item.text,
      checked: next.checked,
      ...beside,
    });
  };

  return (
    <li className="group/row px-4 hover:bg-hover">
      <div className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-start gap-x-3">
        <Checkbox
          checked={checked}
          aria-busy={busy || undefined}
          onChange={(event) => !busy && void attempt(save({ checked: event.target.checked, note: tick?.note }))}
          label={<span className={clsx(checked && 'text-ink-2')}>{item.text}</span>}
        />
        {present && (
          <span className="max-w-56 py-1 text-right text-small text-ink-2">
            {present.kind === 'known' ? (
              <>
                <span className="figure text-ink">{present.words}</span>
                {present.verdict && <VerdictWords verdict={present.verdict} />}
              </>
            ) : (
              <span className="text-ink-3">{present.words}</span>
            )}
          </span>
        )}
        <IconButton
          ref={noteButton}
          icon={tick?.note ? Pencil : MessageSquarePlus}
          label={`${tick?.note ? 'Edit the note' : 'Add a note'}: ${item.text}`}
          onClick={() => setNoting(true)}
          className="-mr-2 [&_svg]:size-3.5"
        />
      </div>
      {(tick?.note || checked) && !noting && (
        <p className="pb-1.5 pl-6.5 text-small text-ink-2 wrap-anywhere">
          {tick?.note && <span className="text-ink">{tick.note} </span>}
          {tick && (
            <span className="text-ink-3">
              {[tick.by, tick.value].filter(Boolean).join(' · ')} · <When at={tick.at} />
            </span>
          )}
        </p>
      )}
      {noting && (
        <div className="pb-3 pl-6.5">
          <NoteForm
            item={item.text}
            note={tick?.note ?? ''}
            checked={checked}
            save={save}
            onClose={() => setNoting(false)}
          />
        </div>
      )}
      {problem && (
        <div className="pb-1.5 pl-6.5">
          <ErrorNote plain message={problem.message} action={problem.action} />
        </div>
      )}
    </li>
  );
}

function VerdictWords({ verdict }: { readonly verdict: Verdict }) {
  return <span className={clsx('block', verdict === 'within the limit' ? 'text-ok' : 'text-crit')}>{verdict}</span>;
}
