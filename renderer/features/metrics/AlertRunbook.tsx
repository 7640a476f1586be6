import { NotebookText } from 'lucide-react';
import { useMemo } from 'react';
import type { Alert } from '#shared/contract/index.ts';
import { describeReason, matchRunbooks } from '#shared/domain/runbook-match.ts';
import { ErrorNote, useAttempt } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** The runbook that answers an alert, one press away: it is attached to the open incident, or shown where it is already. */
export function AlertRunbook({ alert }: { readonly alert: Alert }) {
  const library = useStore((state) => state.library);
  const incidentId = useStore((state) => state.incidentId);
  const attached = useStore((state) => state.incident?.runbooks);
  const { attachRunbook, showRunbook, showOverlay } = useStore((state) => state);
  const { busy, problem, attempt } = useAttempt();
  const matches = useMemo(() => matchRunbooks(alert, library ?? []), [alert, library]);
  const isAttached = (id: string) => attached?.some(({ runbookId }) => runbookId === id) ?? false;
  // One that is followed already comes before a surer one that is not.
  const match = matches.find(({ runbook }) => isAttached(runbook.id)) ?? matches[0];
  if (!match) return null;
  const { runbook, reasons } = match;
  const here = isAttached(runbook.id);
  const open = () => {
    if (incidentId === undefined) showOverlay({ kind: 'library', show: runbook.id });
    else if (here) showRunbook(incidentId, runbook.id);
    else void attempt(attachRunbook(incidentId, runbook.id));
  };
  const why = reasons.map((reason) => describeReason(reason, alert.name)).join(' ');
  return (
    <>
      <button
        type="button"
        aria-busy={busy || undefined}
        disabled={busy}
        title={`${here ? 'Shows it.' : 'Attaches it.'} ${why}`}
        onClick={open}
        className="-ml-1 flex min-h-7 max-w-full items-center gap-1.5 rounded-sm px-1 text-small text-accent transition-colors hover:bg-hover disabled:opacity-55"
      >
        <NotebookText aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
        <span className="truncate">
          Runbook: {runbook.title}
          {here && <span className="text-ink-3"> · attached</span>}
        </span>
      </button>
      {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
    </>
  );
}
