import { BookOpen, NotebookText } from 'lucide-react';
import { Button, EmptyState, ErrorNote, Pane, useAttempt } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { runbooksFor } from './proposals.ts';

/** Where no runbook is attached: those that name an active alert, and the way to all of them. */
export function NoRunbook({ incidentId }: { readonly incidentId: string | undefined }) {
  const library = useStore((state) => state.library);
  const alerts = useStore((state) => state.alertsFrame?.alerts);
  const attachRunbook = useStore((state) => state.attachRunbook);
  const showOverlay = useStore((state) => state.showOverlay);
  const { busy, problem, attempt } = useAttempt();
  const proposed = runbooksFor(alerts ?? [], library ?? []).slice(0, 2);
  const attach = (runbookId: string) => {
    if (incidentId !== undefined) void attempt(attachRunbook(incidentId, runbookId));
  };
  return (
    <Pane name="Runbook">
      <EmptyState
        icon={NotebookText}
        title="No runbook attached"
        actions={
          incidentId && (
            <>
              {proposed.map((runbook, index) => (
                <Button
                  key={runbook.id}
                  look={index === 0 ? 'primary' : 'secondary'}
                  size="medium"
                  className="max-w-full"
                  title={runbook.title}
                  disabled={busy}
                  onClick={() => attach(runbook.id)}
                >
                  <span className="truncate">Attach {runbook.title}</span>
                </Button>
              ))}
              <Button
                look={proposed.length > 0 ? 'secondary' : 'primary'}
                size="medium"
                icon={BookOpen}
                onClick={() => showOverlay({ kind: 'library' })}
              >
                Choose a runbook
              </Button>
            </>
          )
        }
      >
        {proposed.length > 0
          ? proposed.length === 1
            ? 'This one names an alert that is active now.'
            : 'These name an alert that is active now.'
          : 'Its steps run in a terminal beside it, and each ends up on the timeline.'}
        {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
      </EmptyState>
    </Pane>
  );
}
