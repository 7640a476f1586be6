import type { Session } from '#shared/contract/index.ts';
import { Button, Dialog } from '../../components/index.ts';

interface Props {
  readonly session: Session;
  /** What would end the program. */
  readonly action: 'close' | 'restart';
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

const words = {
  close: { title: 'Close', description: 'Closing the tab ends it.', confirm: 'End it and close', keep: 'Keep it open' },
  restart: { title: 'Restart', description: 'Restarting ends it.', confirm: 'End it and restart', keep: 'Let it run' },
} as const;

/** Asks before a running program is ended. */
export function CloseDialog({ session, action, onCancel, onConfirm }: Props) {
  const { title, description, confirm, keep } = words[action];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onCancel()}
      title={`${title} ${session.title}?`}
      description={`A program is still running in this tab. ${description}`}
      size="small"
      footer={
        <>
          <Button size="medium" look="quiet" autoFocus onClick={onCancel}>
            {keep}
          </Button>
          <Button size="medium" look="danger" onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {session.runningCommand && (
        <pre className="overflow-x-auto rounded-md border border-line bg-term px-3 py-2 font-mono text-small">
          {session.runningCommand}
        </pre>
      )}
    </Dialog>
  );
}
