import { Unplug } from 'lucide-react';
import { Button, EmptyState } from '../components/index.ts';

/** In place of the window, when it could not reach its services at all. */
export function NotConnected({ message, final }: { readonly message: string; readonly final: boolean }) {
  return (
    <main className="h-full">
      <EmptyState
        icon={Unplug}
        title="War Room’s services do not answer"
        actions={
          !final && (
            <Button look="primary" size="medium" onClick={() => location.reload()}>
              Try again
            </Button>
          )
        }
      >
        {message} Nothing that was recorded is lost: it is on this machine’s disk.
      </EmptyState>
    </main>
  );
}
