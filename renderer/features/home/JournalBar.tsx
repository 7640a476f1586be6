import { CircleX, Lock } from 'lucide-react';
import { Button } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** Over everything, while the record can only be read, or not even that: what it means and what to do. */
export function JournalBar() {
  const journal = useStore((state) => state.journal);
  const showOverlay = useStore((state) => state.showOverlay);
  if (!journal || journal.state === 'ready') return null;
  const damaged = journal.state === 'damaged';
  const Sign = damaged ? CircleX : Lock;
  return (
    <div
      role="alert"
      className={`flex shrink-0 items-center gap-3 border-b border-line px-3.5 py-2 ${damaged ? 'bg-crit-bg' : 'bg-warn-bg'}`}
    >
      <Sign aria-hidden className={`size-4 shrink-0 ${damaged ? 'text-crit' : 'text-warn'}`} strokeWidth={2} />
      <p className="min-w-0 flex-1 wrap-anywhere">
        <b className={`font-semibold ${damaged ? 'text-crit' : 'text-warn'}`}>
          {damaged ? 'The record is DAMAGED: nothing new is saved.' : 'The record is READ-ONLY: nothing new is saved.'}
        </b>{' '}
        <span className="text-ink-2">
          {journal.detail} {!damaged && 'Reading, searching and exporting work.'}
        </span>
      </p>
      {damaged && (
        <Button look="primary" onClick={() => showOverlay({ kind: 'repair' })}>
          Repair …
        </Button>
      )}
    </div>
  );
}
