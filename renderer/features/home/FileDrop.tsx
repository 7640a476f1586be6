import { FileInput } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../store/index.ts';

/**
 * An incident file that is dropped on the home, or on the dialog, is imported. Elsewhere a dropped file does nothing:
 * the browser itself would leave the page and show the file instead.
 */
export function FileDrop() {
  const takes = useStore(
    ({ view, overlay }) => (view.kind === 'home' && overlay === undefined) || overlay?.kind === 'import',
  );
  const busy = useStore(({ importTask }) => importTask.kind !== 'idle' && importTask.kind !== 'failed');
  const showOverlay = useStore((state) => state.showOverlay);
  const importFiles = useStore((state) => state.importFiles);
  const [over, setOver] = useState(false);
  const drop = useRef<(files: readonly File[]) => void>(undefined);
  drop.current =
    takes && !busy
      ? (files) => {
          showOverlay({ kind: 'import' });
          void importFiles(files);
        }
      : undefined;

  useEffect(() => {
    const leaving = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      window.addEventListener(type, (event) => holdsFiles(event) && act(event), { signal: leaving.signal });
    listen('dragover', (event) => {
      event.preventDefault();
      const takesIt = drop.current !== undefined;
      if (event.dataTransfer) event.dataTransfer.dropEffect = takesIt ? 'copy' : 'none';
      setOver(takesIt);
    });
    // Without a target that is entered instead, it has left the window.
    listen('dragleave', (event) => event.relatedTarget === null && setOver(false));
    listen('drop', (event) => {
      event.preventDefault();
      setOver(false);
      drop.current?.([...(event.dataTransfer?.files ?? [])]);
    });
    return () => leaving.abort();
  }, []);

  if (!over) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed inset-2 z-50 flex items-center justify-center rounded-md border-2 border-dashed border-accent bg-scrim"
    >
      <p className="flex items-center gap-3 rounded-md border border-line-strong bg-overlay px-5 py-3 text-title font-semibold shadow-pop">
        <FileInput className="size-5 text-accent" strokeWidth={2} />
        Drop the incident file to import it
      </p>
    </div>
  );
}

/** Text that is dragged about in the page is the browser's own business. */
function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
