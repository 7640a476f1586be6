import { Dialog } from '../../components/index.ts';
import { ConnectPrometheus } from '../metrics/index.ts';

/** Connects metrics from wherever one is. */
export function ConnectDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Connect metrics" size="medium">
      <ConnectPrometheus onConnected={onClose} />
    </Dialog>
  );
}
