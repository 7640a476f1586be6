import type { Session } from '#shared/contract/index.ts';
import { Button, Dialog } from '../../components/index.ts';

interface Props {
  readonly session: Session;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

/** Asks before a tab with a running program is closed. */
export function CloseDialog({ session, onCancel, onClose }: Props) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onCancel()}
      title={`Close ${session.title}?`}
      description="A program is still running in this tab. Closing the tab ends it."
      size="small"
      footer={
        <>
          <Button size="medium" look="quiet" autoFocus onClick={onCancel}>
            Keep it open
          </Button>
          <Button size="medium" look="danger" onClick={onClose}>
            End it and close
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
