import { Command } from 'cmdk';
import { useState } from 'react';
import type { RunbookSummary } from '#shared/contract/index.ts';
import { plural } from '#shared/domain/plural.ts';
import { Badge, Dialog, ErrorNote, fieldLook } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { namesOneOf, searchLibrary } from './library.ts';
import { ReviewBadge } from './ReviewBadge.tsx';

interface Props {
  readonly incidentId: string;
  readonly onClose: () => void;
  /** What opened it is gone: the offer to attach one, once it was taken. */
  readonly onLostFocus: () => void;
}

/** All runbooks there are, searched as one types; the chosen one is attached to the incident. */
export function LibraryDialog({ incidentId, onClose, onLostFocus }: Props) {
  const library = useStore((state) => state.library);
  const alerts = useStore((state) => state.alertsFrame?.alerts);
  const attached = useStore((state) => state.incident?.runbooks);
  const { attachRunbook, showRunbook } = useStore((state) => state);
  const [query, setQuery] = useState('');
  const [problem, setProblem] = useState<{ readonly message: string; readonly action: string }>();

  const firing = (alerts ?? []).map(({ name }) => name);
  const found = searchLibrary(library ?? [], query, firing);
  const choose = async (runbook: RunbookSummary) => {
    if (attached?.some(({ runbookId }) => runbookId === runbook.id)) {
      showRunbook(incidentId, runbook.id);
      return onClose();
    }
    const answer = await attachRunbook(incidentId, runbook.id);
    if (answer.ok) onClose();
    else setProblem(answer.error);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Attach a runbook"
      description="Its text as it stands now becomes part of the record."
      onLostFocus={onLostFocus}
    >
      <Command shouldFilter={false} label="Runbooks" loop>
        <Command.Input
          autoFocus
          value={query}
          onValueChange={setQuery}
          placeholder="Search by title, service, alert or owner"
          className={`${fieldLook} h-9`}
        />
        <Command.List className="mt-2 max-h-80 overflow-y-auto">
          <Command.Empty className="py-8 text-center text-ink-2">
            {library === undefined ? 'Reading the library…' : 'No runbook matches.'}
          </Command.Empty>
          {found.map((runbook) => (
            <Command.Item
              key={runbook.id}
              value={runbook.id}
              className="flex items-center gap-3 rounded-md px-2.5 py-2 data-[selected=true]:bg-hover"
              onSelect={() => void choose(runbook)}
            >
              <LibraryRow
                runbook={runbook}
                firing={namesOneOf(runbook, firing)}
                attached={attached?.some(({ runbookId }) => runbookId === runbook.id) ?? false}
              />
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      {problem && (
        <div className="mt-3">
          <ErrorNote message={problem.message} action={problem.action} />
        </div>
      )}
    </Dialog>
  );
}

interface RowProps {
  readonly runbook: RunbookSummary;
  /** It names an alert that is active. */
  readonly firing: boolean;
  readonly attached: boolean;
}

function LibraryRow({ runbook, firing, attached }: RowProps) {
  const steps = plural(runbook.stepCount, 'step');
  const facts = [steps, runbook.origin === 'team' ? 'team' : 'shipped', runbook.owner, runbook.services.join(', ')];
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{runbook.title}</span>
        <span className="block truncate text-small text-ink-2">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      {firing && <Badge tone="critical">names an active alert</Badge>}
      <ReviewBadge runbook={runbook} />
      {runbook.problemCount > 0 && (
        <Badge tone="warning" title="The file has problems; they are listed when it is open">
          {plural(runbook.problemCount, 'problem')}
        </Badge>
      )}
      {attached && <Badge>attached</Badge>}
    </>
  );
}
