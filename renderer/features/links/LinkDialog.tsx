import { Copy, ExternalLink } from 'lucide-react';
import { Button, copyText, Dialog, ErrorNote } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** Shows all of an address that was clicked, and opens it on a yes (T5). Stands once in the window. */
export function LinkDialog() {
  const { offeredLink, linkProblem, dropLink, openLink } = useStore((state) => state);
  if (offeredLink === undefined) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && dropLink()}
      title="Open this address?"
      description="It opens in your browser, outside War Room."
      size="small"
      footer={
        <>
          <Button size="medium" look="quiet" icon={Copy} onClick={() => void copyText(offeredLink)}>
            Copy
          </Button>
          <Button size="medium" look="primary" icon={ExternalLink} autoFocus onClick={() => void openLink()}>
            Open
          </Button>
        </>
      }
    >
      <p className="rounded-md border border-line bg-raised px-3 py-2 font-mono text-small wrap-anywhere">
        {offeredLink}
      </p>
      {linkProblem && (
        <div className="mt-3">
          <ErrorNote message={linkProblem.message} action={linkProblem.action} />
        </div>
      )}
    </Dialog>
  );
}
