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
  /** What was asked for and is not in the record yet. */
  const [asked, setAsked] = useState<boolean>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is recorded takes its place
  useEffect(() => setAsked(undefined), [tick]);
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

  const toggle = async (next: boolean) => {
    if (busy) return;
    setAsked(next);
    if (!(await attempt(save({ checked: next, note: tick?.note })))) setAsked(undefined);
  };

  return (
    <li className="group/row px-4 hover:bg-hover">
      <div className="flex items-start gap-x-3">
        <Checkbox
          className="flex-1"
          checked={asked ?? checked}
          aria-busy={busy || undefined}
          onChange={(event) => void toggle(event.target.checked)}
          label={<span className={clsx(checked && 'text-ink-2')}>{item.text}</span>}
        />
        {present && (
          <span className="max-w-64 shrink-0 py-1 text-right text-small leading-5 text-ink-2">
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
        <p className="-mt-1 pb-1.5 pl-6.5 text-small text-ink-2 wrap-anywhere">
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
  return <span className={verdict === 'within the limit' ? 'text-ok' : 'text-crit'}> {verdict}</span>;
}
