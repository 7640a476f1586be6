import { BellRing, FilePen, X } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { AttachedRunbook } from '#shared/domain/incident.ts';
import { Button, ErrorNote, type Icon, IconButton, useAttempt } from '../../components/index.ts';
import { attachedKey, useStore } from '../../store/index.ts';
import { firstProposal, withoutFile } from './proposals.ts';

/** One quiet line under the pane's header: something can be done, and nothing has to. */
function QuietLine(props: { readonly icon: Icon; readonly children: ReactNode; readonly actions: ReactNode }) {
  const { icon: LineIcon, children, actions } = props;
  return (
    <div
      role="status"
      className="flex min-h-8 flex-wrap items-center gap-x-2 border-b border-line px-3.5 py-0.5 text-small"
    >
      <LineIcon aria-hidden className="size-3.5 shrink-0 text-ink-3" strokeWidth={2} />
      <p className="min-w-40 flex-1 text-ink-2 wrap-anywhere">{children}</p>
      <span className="ml-auto flex items-center">{actions}</span>
    </div>
  );
}

/** The file is newer than the text that is followed. */
export function NewerFileNote({ incidentId, runbookId }: { readonly incidentId: string; readonly runbookId: string }) {
  const attachRunbook = useStore((state) => state.attachRunbook);
  const { busy, problem, attempt } = useAttempt();
  return (
    <>
      <QuietLine
        icon={FilePen}
        actions={
          <Button
            look="quiet"
            busy={busy}
            title="The record keeps both texts; steps that are done stay done"
            onClick={() => void attempt(attachRunbook(incidentId, runbookId))}
          >
            Use the new text
          </Button>
        }
      >
        The file has changed since it was attached.
      </QuietLine>
      {problem && (
        <div className="border-b border-line px-3.5 py-2">
          <ErrorNote plain message={problem.message} action={problem.action} />
        </div>
      )}
    </>
  );
}

interface ProposalProps {
  readonly incidentId: string;
  readonly attached: readonly AttachedRunbook[];
}

/** An alert fires that none of the attached runbooks is meant for, and another one is. */
export function ProposalNote({ incidentId, attached }: ProposalProps) {
  const alerts = useStore((state) => state.alertsFrame?.alerts);
  const library = useStore((state) => state.library);
  const attachRunbook = useStore((state) => state.attachRunbook);
  const [declined, setDeclined] = useState<readonly string[]>([]);
  const { busy, problem, attempt } = useAttempt();
  const runbooks = useStore((state) => state.runbooks);
  const proposal = useMemo(() => {
    const ids = attached.map(({ runbookId }) => runbookId);
    const gone = ids.flatMap((id) => {
      const state = library?.some((runbook) => runbook.id === id) ? undefined : runbooks[attachedKey(incidentId, id)];
      return state?.kind === 'ready' ? [withoutFile(state.runbook)] : [];
    });
    return firstProposal(alerts ?? [], [...(library ?? []), ...gone], ids, declined);
  }, [incidentId, attached, alerts, library, runbooks, declined]);
  if (!proposal) return null;
  const { alert, runbook } = proposal;
  return (
    <>
      <QuietLine
        icon={BellRing}
        actions={
          <>
            <Button look="quiet" busy={busy} onClick={() => void attempt(attachRunbook(incidentId, runbook.id))}>
              Attach it
            </Button>
            <IconButton icon={X} label="Not now" onClick={() => setDeclined([...declined, runbook.id])} />
          </>
        }
      >
        {alert.name} fires, and <b className="font-medium text-ink">{runbook.title}</b> answers it.
      </QuietLine>
      {problem && (
        <div className="border-b border-line px-3.5 py-2">
          <ErrorNote plain message={problem.message} action={problem.action} />
        </div>
      )}
    </>
  );
}
