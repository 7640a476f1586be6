import { type FormEvent, useState } from 'react';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { Button, Dialog, ErrorNote, TextField } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { ReasonField } from './ReasonField.tsx';
import { useEntryChange } from './use-entry-change.ts';

const presets = ['held a password', 'held a token', 'held personal data'] as const;
const WORD = 'purge';

interface Props {
  readonly entry: TimelineEntry;
  readonly onClose: () => void;
}

/** Overwrites what an entry says, once somebody has read what that means and typed the word. */
export function PurgeDialog({ entry, onClose }: Props) {
  const purgeEntry = useStore((state) => state.purgeEntry);
  const showToast = useStore((state) => state.showToast);
  const [reason, setReason] = useState<string>(presets[0]);
  const [typed, setTyped] = useState('');
  const { busy, problem, send } = useEntryChange(onClose);
  const sure = typed.trim().toLowerCase() === WORD && reason.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!sure) return;
    void send(async () => {
      const answer = await purgeEntry(entry.eventId, reason);
      if (answer.ok) {
        showToast(
          answer.value.remains
            ? {
                tone: 'critical',
                message: 'Purged, but a copy may still lie in the file',
                detail: 'Another program held it open. Close the others and start War Room again.',
              }
            : answer.value.underWay
              ? {
                  tone: 'neutral',
                  message: 'Purged; close its terminal to finish',
                  detail: 'The file in which it is being recorded still holds it.',
                }
              : { tone: 'ok', message: 'Purged', detail: 'Backups and exports made before still hold it.' },
        );
      }
      return answer;
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Purge what this entry says?"
      description="For an entry that holds a secret. To take back what is merely wrong, retract it."
      footer={
        <>
          <Button look="quiet" size="medium" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="purge" look="danger" size="medium" busy={busy} disabled={!sure}>
            Purge for good
          </Button>
        </>
      }
    >
      <form id="purge" onSubmit={submit} className="flex flex-col gap-4">
        <p className="line-clamp-3 rounded-md border border-line bg-raised px-3 py-2 wrap-anywhere">{entry.headline}</p>
        <ul className="list-disc space-y-1 pl-5 text-ink-2">
          <li>
            Its words, its output and its attachments are overwritten in the record and in the search, and a command in
            the recording of its terminal too. It cannot be undone.
          </li>
          <li>The entry itself stays, with who purged it, when and why, and the record still verifies.</li>
          <li>
            Backups, exported documents, files set aside as damaged and other devices keep what they have. Change the
            secret: it has been on this screen.
          </li>
        </ul>
        <ReasonField reason={reason} onChange={setReason} presets={presets} />
        <TextField
          label={`Type “${WORD}” to go on`}
          value={typed}
          autoFocus
          onChange={(event) => setTyped(event.target.value)}
        />
        {problem && <ErrorNote message={problem.message} action={problem.action} />}
      </form>
    </Dialog>
  );
}
