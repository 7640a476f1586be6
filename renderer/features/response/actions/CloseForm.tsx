import { useState } from 'react';
import type { TrackedActionItem } from '#shared/domain/incident.ts';
import { InlineForm, TextField } from '../../../components/index.ts';
import { useStore } from '../../../store/index.ts';

interface Props {
  readonly item: TrackedActionItem;
  readonly outcome: 'done' | 'dropped';
  readonly onClose: () => void;
}

/** Closes an item. That nobody will do it needs a reason; that it is done speaks for itself. */
export function CloseForm({ item, outcome, onClose }: Props) {
  const change = useStore((state) => state.change);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const needed = outcome === 'dropped' && reason.trim() === '';
  const submit = () => {
    setTried(true);
    if (needed) return undefined;
    const given = reason.trim();
    return change('closeActionItem', { itemId: item.itemId, outcome, ...(given && { reason: given }) });
  };
  return (
    <InlineForm
      label={outcome === 'done' ? 'Close as done' : 'Drop'}
      save={outcome === 'done' ? 'Close as done' : 'Drop it'}
      submit={submit}
      onClose={onClose}
    >
      <TextField
        label={outcome === 'done' ? 'What was done (may be left out)' : 'Why will nobody do it?'}
        autoFocus
        maxLength={2000}
        error={tried && needed ? 'Say why, for whoever looks for it later.' : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </InlineForm>
  );
}
