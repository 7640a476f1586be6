import { type FormEvent, useState } from 'react';
import { Button, Dialog, TextField } from '../../components/index.ts';

interface Props {
  readonly title: string;
  readonly description: string;
  readonly confirm: string;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why, and takes no for an answer: a move is never blocked for want of a reason. */
export function ReasonDialog({ title, description, confirm, onConfirm, onClose }: Props) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(reason.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      size="small"
      footer={
        <>
          <Button look="quiet" size="medium" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="reason" look="primary" size="medium" shortcut="Enter">
            {confirm}
          </Button>
        </>
      }
    >
      <form id="reason" onSubmit={submit}>
        <TextField
          label="Reason"
          hint="Goes on the timeline with the change."
          maxLength={2000}
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
