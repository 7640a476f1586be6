import { BookOpen, ChevronDown, NotebookText, Pilcrow } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AttachedRunbook } from '#shared/domain/incident.ts';
import {
  Badge,
  Button,
  EmptyState,
  ErrorNote,
  IconButton,
  Menu,
  MenuChoice,
  MenuItem,
  MenuSeparator,
  Pane,
  Progress,
  Skeleton,
} from '../../components/index.ts';
import { attachedKey, useStore } from '../../store/index.ts';
import { LibraryDialog } from './LibraryDialog.tsx';
import { namesOneOf } from './library.ts';
import { ReviewBadge } from './ReviewBadge.tsx';
import { RunbookSteps } from './RunbookSteps.tsx';
import { nextStep, stepsBehind, stepViews } from './steps.ts';
import { useRunbookCommands } from './use-runbook-commands.ts';

/** The runbooks attached to the incident on the screen, one at a time, beside the terminals they run in. */
export function RunbookPane() {
  const incidentId = useStore((state) => state.incidentId);
  const attached = useStore((state) => state.incident?.runbooks);
  const chosenId = useStore((state) => (incidentId === undefined ? undefined : state.activeRunbooks[incidentId]));
  const [choosing, setChoosing] = useState(false);
  const active = attached?.find(({ runbookId }) => runbookId === chosenId) ?? attached?.at(-1);
  const asked = useRef(false);
  const choose = () => {
    asked.current = true;
    setChoosing(true);
  };
  useRunbookCommands({ attachable: incidentId !== undefined, onAttach: choose });

  // The offer to attach one goes when it was taken, and the focus that stood on it with it.
  const activeId = active?.runbookId;
  useEffect(() => {
    if (activeId === undefined || !asked.current || document.activeElement !== document.body) return;
    asked.current = false;
    focusRunbookPane();
  }, [activeId]);

  return (
    <>
      {incidentId && active ? (
        <ActiveRunbook incidentId={incidentId} attached={active} all={attached ?? []} onAttach={choose} />
      ) : (
        <NoRunbook incidentId={incidentId} onAttach={choose} />
      )}
      {choosing && incidentId && (
        <LibraryDialog incidentId={incidentId} onClose={() => setChoosing(false)} onLostFocus={focusRunbookPane} />
      )}
    </>
  );
}

function focusRunbookPane(): void {
  document.querySelector<HTMLElement>('[data-pane="runbook"]')?.focus();
}

interface ActiveProps {
  readonly incidentId: string;
  readonly attached: AttachedRunbook;
  readonly all: readonly AttachedRunbook[];
  readonly onAttach: () => void;
}

function ActiveRunbook({ incidentId, attached, all, onAttach }: ActiveProps) {
  const state = useStore(({ runbooks }) => runbooks[attachedKey(incidentId, attached.runbookId)]);
  const summary = useStore(({ library }) => library?.find(({ id }) => id === attached.runbookId));
  const { loadRunbook, showRunbook } = useStore((store) => store);
  const [reading, setReading] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another blob is another text
  useEffect(() => {
    void loadRunbook(incidentId, attached.runbookId);
  }, [loadRunbook, incidentId, attached.runbookId, attached.blob]);

  const runbook = state?.kind === 'ready' ? state.runbook : undefined;
  const views = useMemo(() => (runbook ? stepViews(runbook, attached) : []), [runbook, attached]);
  const next = nextStep(views);
  const behind = stepsBehind(views);
  return (
    <Pane
      name="Runbook"
      className="flex flex-col"
      header={
        <div className="flex min-w-0 flex-1 items-center gap-2.5 overflow-hidden pl-2 -ml-2">
          <div className="-ml-2 flex min-w-16">
            <Menu
              trigger={
                <Button
                  look="quiet"
                  className="max-w-full px-2"
                  aria-label={`Runbook: ${attached.title}`}
                  title={attached.title}
                >
                  <span className="truncate font-semibold text-ink">{attached.title}</span>
                  <ChevronDown aria-hidden className="-ml-1 size-3.5 shrink-0" />
                </Button>
              }
            >
              <MenuChoice
                value={attached.runbookId}
                onChange={(runbookId) => showRunbook(incidentId, runbookId)}
                options={all.map(({ runbookId, title }) => ({ value: runbookId, label: title }))}
              />
              <MenuSeparator />
              <MenuItem icon={NotebookText} onSelect={onAttach}>
                Attach another…
              </MenuItem>
            </Menu>
          </div>
          {next && next.step.section.length > 0 && (
            <span
              className="min-w-8 truncate text-small text-ink-2 @max-[30rem]/header:hidden"
              title={next.step.section.join(' › ')}
            >
              {next.step.section.at(-1)}
            </span>
          )}
          {next?.step.condition && (
            <span className="flex min-w-16 @max-[24rem]/header:hidden">
              <Badge tone="warning" shrink title={next.step.condition}>
                {next.step.condition}
              </Badge>
            </span>
          )}
          {summary && <ReviewBadge runbook={summary} />}
        </div>
      }
      actions={
        <>
          {views.length > 0 && (
            <Progress
              label="Steps behind us"
              className="@max-[30rem]/header:sr-only"
              done={behind}
              total={views.length}
            />
          )}
          <IconButton
            icon={Pilcrow}
            label={reading ? 'Show steps only' : 'Show the whole text'}
            pressed={reading}
            onClick={() => setReading(!reading)}
          />
          <IconButton icon={BookOpen} label="Runbook library" onClick={onAttach} />
        </>
      }
    >
      {state?.kind === 'failed' && (
        <div className="p-3.5">
          <ErrorNote message={state.problem.message} action={state.problem.action}>
            <Button onClick={() => void loadRunbook(incidentId, attached.runbookId)}>Read it again</Button>
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
      {runbook && (
        <RunbookSteps
          key={runbook.id}
          incidentId={incidentId}
          runbook={runbook}
          views={views}
          nextId={next?.step.id}
          reading={reading}
        />
      )}
    </Pane>
  );
}

function NoRunbook({
  incidentId,
  onAttach,
}: {
  readonly incidentId: string | undefined;
  readonly onAttach: () => void;
}) {
  const library = useStore((state) => state.library);
  const alerts = useStore((state) => state.alertsFrame?.alerts);
  const attachRunbook = useStore((state) => state.attachRunbook);
  const names = (alerts ?? []).map(({ name }) => name);
  const proposed = (library ?? []).filter((runbook) => namesOneOf(runbook, names)).slice(0, 2);
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
                  onClick={() => void attachRunbook(incidentId, runbook.id)}
                >
                  <span className="truncate">Attach {runbook.title}</span>
                </Button>
              ))}
              <Button
                look={proposed.length > 0 ? 'secondary' : 'primary'}
                size="medium"
                icon={BookOpen}
                onClick={onAttach}
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
      </EmptyState>
    </Pane>
  );
}
