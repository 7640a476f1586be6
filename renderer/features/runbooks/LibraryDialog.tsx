import { Command } from 'cmdk';
import { FilePenLine, FilePlus2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { RunbookSummary } from '#shared/contract/index.ts';
import { plural } from '#shared/domain/plural.ts';
import { useCommandList } from '../../commands/index.ts';
import { Badge, Button, Dialog, EmptyState, ErrorNote, fieldLook, useAttempt } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { focusRunbookPane } from './focus-pane.ts';
import { groupLibrary, searchLibrary } from './library.ts';
import { runbooksFor } from './proposals.ts';
import { ReviewBadge } from './ReviewBadge.tsx';
import { RunbookPreview } from './RunbookPreview.tsx';

interface Props {
  /** The incident that one is attached to; absent where they are only looked at. */
  readonly incidentId: string | undefined;
  /** The runbook to begin with. */
  readonly show?: string | undefined;
  readonly onClose: () => void;
}

/** All runbooks there are, searched as one types, the chosen one beside them; Enter attaches it to the incident. */
export function LibraryDialog({ incidentId, show, onClose }: Props) {
  const library = useStore((state) => state.library);
  const alerts = useStore((state) => state.alertsFrame?.alerts);
  const attached = useStore((state) => state.incident?.runbooks);
  const { attachRunbook, showRunbook, openRunbookEditor } = useStore((state) => state);
  const [query, setQuery] = useState('');
  const [chosenId, setChosenId] = useState(show ?? '');
  const { busy, problem, attempt, dismissProblem } = useAttempt();

  const groups = useMemo(
    () => groupLibrary(searchLibrary(library ?? [], query), runbooksFor(alerts ?? [], library ?? [])),
    [library, query, alerts],
  );
  const chosen = library?.find(({ id }) => id === chosenId);
  const isAttached = ({ id }: RunbookSummary) => attached?.some(({ runbookId }) => runbookId === id) ?? false;

  const attach = async (runbook: RunbookSummary) => {
    if (incidentId === undefined) return setChosenId(runbook.id);
    if (isAttached(runbook)) {
      showRunbook(incidentId, runbook.id);
      onClose();
    } else if (await attempt(attachRunbook(incidentId, runbook.id))) onClose();
  };
  // What comes next takes the focus after this has given it back.
  const leaveFor = (next: () => void) => {
    onClose();
    setTimeout(next);
  };
  const newRunbook = useCommandList().find(({ id }) => id === 'runbook.new');
  const look = useCallback((runbookId: string) => {
    setQuery('');
    setChosenId(runbookId);
  }, []);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="wide"
      title={incidentId === undefined ? 'Runbook library' : 'Attach a runbook'}
      description={
        incidentId === undefined
          ? 'Every runbook of the team, of added folders, and the shipped ones.'
          : 'Its text as it stands now becomes part of the record.'
      }
      onLostFocus={focusRunbookPane}
      footer={
        <>
          <div className="mr-auto flex min-w-0 flex-wrap items-center gap-2">
            {newRunbook && (
              <Button size="medium" icon={FilePlus2} onClick={() => leaveFor(newRunbook.run)}>
                New runbook
              </Button>
            )}
            {chosen && (
              <Button
                size="medium"
                icon={FilePenLine}
                onClick={() => leaveFor(() => void openRunbookEditor({ runbookId: chosen.id, title: chosen.title }))}
              >
                Edit
              </Button>
            )}
            {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
          </div>
          <Button look="quiet" size="medium" onClick={onClose}>
            Close
          </Button>
          {incidentId !== undefined && (
            <Button
              look="primary"
              size="medium"
              shortcut="Enter"
              busy={busy}
              disabled={!chosen}
              onClick={() => chosen && void attach(chosen)}
            >
              {chosen && isAttached(chosen) ? 'Show it' : 'Attach'}
            </Button>
          )}
        </>
      }
    >
      <div className="grid h-[min(62vh,calc(92vh-13rem))] grid-cols-[minmax(18rem,2fr)_3fr] gap-4 max-[52rem]:grid-cols-1 max-[52rem]:grid-rows-2">
        <Command
          shouldFilter={false}
          label="Runbooks"
          loop
          value={chosenId}
          onValueChange={(id) => {
            setChosenId(id);
            dismissProblem();
          }}
          className="flex min-h-0 min-w-0 flex-col"
        >
          <Command.Input
            autoFocus
            value={query}
            onValueChange={setQuery}
            placeholder="Title, service, alert, owner, category"
            className={`${fieldLook} h-9 shrink-0`}
          />
          <Command.List className="mt-2 min-h-0 flex-1 overflow-y-auto">
            <Command.Empty className="py-8 text-center text-ink-2">
              {library === undefined ? 'Reading the library…' : 'No runbook matches.'}
            </Command.Empty>
            {groups.map(({ title, runbooks }) => (
              <Command.Group
                key={title}
                heading={title}
                className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-ink-3"
              >
                {runbooks.map((runbook) => (
                  <Command.Item
                    key={runbook.id}
                    value={runbook.id}
                    className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-hover"
                    onSelect={() => void attach(runbook)}
                  >
                    <LibraryRow runbook={runbook} attached={isAttached(runbook)} />
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
          </Command.List>
        </Command>
        <section
          aria-label="The runbook as it is now"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
          tabIndex={0}
          data-ring="inside"
          className="min-h-0 min-w-0 overflow-y-auto rounded-md border border-line bg-pane"
        >
          {chosen ? (
            <RunbookPreview key={chosen.id} summary={chosen} onRunbook={look} />
          ) : (
            <EmptyState title="No runbook chosen">Choose one to read it here.</EmptyState>
          )}
        </section>
      </div>
    </Dialog>
  );
}

function LibraryRow({ runbook, attached }: { readonly runbook: RunbookSummary; readonly attached: boolean }) {
  const { title, stepCount, owner, services, problemCount, isIndex } = runbook;
  const facts = [isIndex ? 'index' : plural(stepCount, 'step'), owner, services.join(', ')];
  return (
    <>
      <span className="min-w-0 grow basis-40">
        <span className="block truncate font-medium" title={title}>
          {title}
        </span>
        <span className="block truncate text-small text-ink-2">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <ReviewBadge runbook={runbook} />
      {problemCount > 0 && (
        <Badge tone="warning" title="The file has problems; they stand in its text">
          {plural(problemCount, 'problem')}
        </Badge>
      )}
      {attached && <Badge>attached</Badge>}
    </>
  );
}
