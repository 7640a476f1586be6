import { FilePenLine } from 'lucide-react';
import type { AttachedRunbook, Incident } from '#shared/domain/incident.ts';
import { Button } from '../../components/index.ts';
import { attachedKey, useStore, useStoreApi } from '../../store/index.ts';
import { learnedFrom } from './learned.ts';

/** After the review: each runbook that was followed, to be opened with what was learned beside it. */
export function UpdateRunbooks({ incident }: { readonly incident: Incident }) {
  const store = useStoreApi();
  const editing = useStore((state) => state.runbookEditor !== undefined);
  if (incident.runbooks.length === 0) return null;
  const update = async (attached: AttachedRunbook) => {
    const { loadRunbook, openRunbookEditor } = store.getState();
    const { runbookId, title } = attached;
    await loadRunbook(incident.id, runbookId);
    const read = store.getState().runbooks[attachedKey(incident.id, runbookId)];
    const learned = learnedFrom(incident, attached, read?.kind === 'ready' ? read.runbook : undefined);
    await openRunbookEditor({ runbookId, title, learned });
  };
  return (
    <section aria-label="Runbooks that were followed" className="border-b border-line px-4 py-2.5">
      <p className="text-small text-ink-2">Write what was learned into the runbooks that were followed:</p>
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {incident.runbooks.map((attached) => (
          <li key={attached.runbookId} className="flex min-w-0 items-center gap-2">
            <span className="min-w-0 flex-1 truncate" title={attached.title}>
              {attached.title}
            </span>
            <Button
              icon={FilePenLine}
              disabled={editing}
              aria-label={`Update this runbook: ${attached.title}`}
              onClick={() => void update(attached)}
            >
              Update this runbook
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
