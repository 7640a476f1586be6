import { BookOpen, Pilcrow } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { AttachedRunbook } from '#shared/domain/incident.ts';
import { Badge, Button, ErrorNote, IconButton, Pane, Progress, Skeleton } from '../../components/index.ts';
import { attachedKey, useStore } from '../../store/index.ts';
import { NewerFileNote, ProposalNote } from './PaneNotes.tsx';
import { ReviewBadge } from './ReviewBadge.tsx';
import { RunbookMenu } from './RunbookMenu.tsx';
import { RunbookSteps } from './RunbookSteps.tsx';
import { type Reading, ReadingContext } from './reading.ts';
import { nextStep, reuseViews, type StepView, stepsBehind, stepViews } from './steps.ts';
import { ValuesDialog } from './ValuesDialog.tsx';

interface Props {
  readonly incidentId: string;
  readonly attached: AttachedRunbook;
  readonly all: readonly AttachedRunbook[];
}

const noValues = {};

/** The attached runbook in front: how far it is, and its steps. */
export function ActiveRunbook({ incidentId, attached, all }: Props) {
  const { runbookId } = attached;
  const state = useStore(({ runbooks }) => runbooks[attachedKey(incidentId, runbookId)]);
  const summary = useStore(({ library }) => library?.find(({ id }) => id === runbookId));
  const remembered = useStore(useShallow(({ incident }) => incident?.parameters ?? noValues));
  const { loadRunbook, showOverlay } = useStore((store) => store);
  const [wholeText, setWholeText] = useState(false);
  const [editing, setEditing] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another blob is another text
  useEffect(() => {
    void loadRunbook(incidentId, runbookId);
  }, [loadRunbook, incidentId, runbookId, attached.blob]);

  const runbook = state?.kind === 'ready' ? state.runbook : undefined;
  const shown = useRef<readonly StepView[]>([]);
  const views = useMemo(
    () => reuseViews(shown.current, runbook ? stepViews(runbook, attached) : []),
    [runbook, attached],
  );
  shown.current = views;
  const reading = useMemo((): Reading | undefined => {
    const onRunbook = (show: string) => showOverlay({ kind: 'library', show });
    return runbook && { runbook, incidentId, values: remembered, onRunbook };
  }, [runbook, incidentId, remembered, showOverlay]);
  const next = nextStep(views);
  const hasValues = runbook?.parameters.some(({ secret }) => !secret) ?? false;
  return (
    <Pane
      name="Runbook"
      className="flex flex-col"
      header={
        <div className="flex min-w-0 flex-1 items-center gap-2.5 overflow-hidden pl-2 -ml-2">
          <div className="-ml-2 flex min-w-16">
            <RunbookMenu
              incidentId={incidentId}
              active={attached}
              all={all}
              summary={summary}
              onValues={hasValues ? () => setEditing(true) : undefined}
            />
          </div>
          <Place next={next} />
          {summary && (
            <span className="flex min-w-0 @max-[46rem]/header:hidden">
              <ReviewBadge runbook={summary} />
            </span>
          )}
        </div>
      }
      actions={
        <>
          {views.length > 0 && (
            <Progress
              label="Steps behind us"
              className="@max-[30rem]/header:sr-only"
              done={stepsBehind(views)}
              total={views.length}
            />
          )}
          <IconButton
            icon={Pilcrow}
            label={wholeText ? 'Show steps only' : 'Show the whole text'}
            pressed={wholeText}
            onClick={() => setWholeText(!wholeText)}
          />
          <IconButton
            icon={BookOpen}
            label="Runbook library"
            shortcut="Mod+Shift+L"
            onClick={() => showOverlay({ kind: 'library' })}
          />
        </>
      }
    >
      <ProposalNote incidentId={incidentId} attached={all} />
      {state?.kind === 'ready' && state.newerFile && <NewerFileNote incidentId={incidentId} runbookId={runbookId} />}
      {state?.kind === 'failed' && (
        <div className="p-3.5">
          <ErrorNote message={state.problem.message} action={state.problem.action}>
            <Button onClick={() => void loadRunbook(incidentId, runbookId)}>Read it again</Button>
          </ErrorNote>
        </div>
      )}
      {(!state || state.kind === 'loading') && (
        <div className="flex flex-col gap-3 p-3.5">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      )}
      {reading && (
        <ReadingContext value={reading}>
          <RunbookSteps
            key={reading.runbook.id}
            incidentId={incidentId}
            runbook={reading.runbook}
            views={views}
            nextId={next?.step.id}
            remembered={remembered}
            reading={wholeText}
          />
        </ReadingContext>
      )}
      {editing && runbook && (
        <ValuesDialog
          incidentId={incidentId}
          runbook={runbook}
          remembered={remembered}
          onClose={() => setEditing(false)}
        />
      )}
    </Pane>
  );
}

/** Where in the runbook the next step stands. */
function Place({ next }: { readonly next: StepView | undefined }) {
  if (!next) return null;
  const { section, condition } = next.step;
  return (
    <>
      {section.length > 0 && (
        <span className="min-w-8 truncate text-small text-ink-2 @max-[30rem]/header:hidden" title={section.join(' › ')}>
          {section.at(-1)}
        </span>
      )}
      {condition && (
        <span className="flex min-w-16 @max-[24rem]/header:hidden">
          <Badge tone="warning" shrink title={condition}>
            {condition}
          </Badge>
        </span>
      )}
    </>
  );
}
