import { DatabaseBackup } from 'lucide-react';
import { formatQuantity } from '#shared/domain/metrics/format.ts';
import { plural } from '#shared/domain/plural.ts';
import { Button, ErrorNote } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** In the settings: how large the record is, and a copy of it at a press. */
export function RecordSettings() {
  const journal = useStore((state) => state.journal);
  const backup = useStore((state) => state.backup);
  const backUpJournal = useStore((state) => state.backUpJournal);
  return (
    <section aria-labelledby="settings-record" className="col-span-2 border-t border-line pt-4">
      <h3 id="settings-record" className="mb-1 text-small font-medium text-ink-2">
        The record
      </h3>
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2">
          {journal && `${plural(journal.events, 'event')} on this machine. `}
          One file holds a copy of all of it; keys and passwords are not in it.
        </p>
        <Button icon={DatabaseBackup} busy={backup.kind === 'busy'} onClick={() => void backUpJournal()}>
          Back up now
        </Button>
      </div>
      {backup.kind === 'done' && (
        <p role="status" className="mt-2 text-small wrap-anywhere text-ok">
          Written: {backup.value.path} ({formatQuantity(backup.value.bytes, 'bytes')})
        </p>
      )}
      {backup.kind === 'failed' && (
        <div className="mt-2">
          <ErrorNote message={backup.problem.message} action={backup.problem.action} />
        </div>
      )}
    </section>
  );
}
