import { useEffect } from 'react';
import { plural } from '#shared/domain/plural.ts';
import { Button, copyText, Dialog, ErrorNote, Spinner } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** Repairs a damaged record: says before what happens, and after what was carried over, what is lost, what lies where. */
export function RepairDialog({ onClose }: { readonly onClose: () => void }) {
  const repair = useStore((state) => state.repair);
  const repairJournal = useStore((state) => state.repairJournal);
  const clearRepair = useStore((state) => state.clearRepair);
  useEffect(() => clearRepair, [clearRepair]);
  const busy = repair.kind === 'busy';
  const done = repair.kind === 'done';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={done ? 'The record is repaired' : 'Repair the record'}
      footer={
        done ? (
          <Button look="primary" size="medium" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button look="quiet" size="medium" disabled={busy} onClick={onClose}>
              Cancel
            </Button>
            <Button look="primary" size="medium" busy={busy} onClick={() => void repairJournal()}>
              {repair.kind === 'failed' ? 'Try again' : 'Repair'}
            </Button>
          </>
        )
      }
    >
      {done ? (
        <Report {...repair.value} />
      ) : (
        <div className="flex flex-col gap-4">
          <ul className="list-disc space-y-1 pl-5 text-ink-2">
            <li>The damaged file is set aside as it is. Nothing of it is changed or deleted.</li>
            <li>Every event in it that can be read and proven is carried over into a new file.</li>
            <li>What is lost is listed by number; no event is made up to fill a gap.</li>
          </ul>
          {busy && (
            <p role="status" className="flex items-center gap-2 text-ink-2">
              <Spinner /> Reading the damaged file; a large one takes some minutes.
            </p>
          )}
          {repair.kind === 'failed' && <ErrorNote message={repair.problem.message} action={repair.problem.action} />}
        </div>
      )}
    </Dialog>
  );
}

interface ReportProps {
  readonly events: number;
  readonly missing: readonly string[];
  readonly setAside: string;
}

function Report({ events, missing, setAside }: ReportProps) {
  return (
    <div role="status" className="flex flex-col gap-4">
      <p>
        <b className="font-semibold">{plural(events, 'event')}</b> carried over
        {missing.length === 0 ? ', and no number is missing.' : '.'}
      </p>
      {missing.length > 0 && (
        <section aria-labelledby="repair-lost">
          <h3 id="repair-lost" className="mb-1 text-small font-medium text-crit">
            Lost
          </h3>
          <ul
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
            tabIndex={0}
            className="max-h-60 overflow-y-auto rounded-md border border-line bg-raised px-3 py-2 font-mono text-small"
          >
            {missing.map((line) => (
              <li key={line} className="wrap-anywhere">
                {line}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="repair-aside">
        <h3 id="repair-aside" className="mb-1 text-small font-medium text-ink-2">
          The damaged file lies here, untouched
        </h3>
        <div className="flex items-center gap-2">
          <code className="min-w-0 flex-1 rounded-md border border-line bg-raised px-3 py-1.5 text-small wrap-anywhere">
            {setAside}
          </code>
          <Button onClick={() => void copyText(setAside)}>Copy</Button>
        </div>
      </section>
    </div>
  );
}
