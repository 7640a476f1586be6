import clsx from 'clsx';
import { useEffect, useState } from 'react';
import type { RunbookItem } from '#shared/domain/runbook.ts';
import { Checkbox, ErrorNote, useAttempt } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { useReading } from './reading.ts';
import { itemTick, tickFor } from './ticks.ts';

/** One thing of a runbook to check off, by whom and when once it is; only looked at where there is no incident. */
export function ItemCheck({ item }: { readonly item: RunbookItem }) {
  const { runbook, incidentId } = useReading();
  const tick =
    useStore(({ incident }) => incidentId && itemTick(incident?.checklists, runbook.id, item.id)) || undefined;
  const change = useStore((state) => state.change);
  const { busy, problem, attempt } = useAttempt();
  /** What was asked for and is not in the record yet. */
  const [asked, setAsked] = useState<boolean>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is recorded takes its place
  useEffect(() => setAsked(undefined), [tick]);
  const checked = asked ?? tick?.checked ?? false;

  const toggle = async (next: boolean) => {
    if (busy) return;
    setAsked(next);
    if (!(await attempt(change('tickChecklistItem', tickFor(runbook.id, item, next))))) setAsked(undefined);
  };
  return (
    <div className="min-w-0 flex-1">
      <div className="flex items-start gap-3">
        <Checkbox
          className="flex-1"
          disabled={incidentId === undefined}
          checked={checked}
          aria-busy={busy || undefined}
          onChange={(event) => void toggle(event.target.checked)}
          label={<span className={clsx(checked && 'text-ink-2')}>{item.text}</span>}
        />
        {tick?.checked && <span className="shrink-0 py-1 text-small text-ink-3">{tick.by}</span>}
      </div>
      {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
    </div>
  );
}
