import { Check, Copy, FileDown, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DocumentFormat } from '#shared/contract/index.ts';
import { Button, Dialog, ErrorNote, Select, Skeleton, zoneOptions } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** The post-mortem as it would be written now, and writing it. */
export function ExportDialog({ incidentId, onClose }: { readonly incidentId: string; readonly onClose: () => void }) {
  const preview = useStore((state) => state.preview);
  const exporting = useStore((state) => state.exporting);
  const previewDocument = useStore((state) => state.previewDocument);
  const exportDocument = useStore((state) => state.exportDocument);
  const clearDocument = useStore((state) => state.clearDocument);
  const chosenZone = useStore((state) => state.settings?.timeZone ?? 'local');
  const [format, setFormat] = useState<DocumentFormat>('markdown');
  const [zone, setZone] = useState(chosenZone);
  const exportButton = useRef<HTMLButtonElement>(null);
  const ready = preview.kind === 'ready';
  const timeZone = zone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;

  useEffect(() => {
    void previewDocument({ incidentId, format, timeZone });
  }, [previewDocument, incidentId, format, timeZone]);
  useEffect(() => clearDocument, [clearDocument]);
  // Enter is enough once there is something to write.
  useEffect(() => {
    if (ready) exportButton.current?.focus();
  }, [ready]);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Export post-mortem"
      description="Everything that was recorded, with its evidence, as one document."
      size="large"
      footer={
        <>
          <Button look="quiet" size="medium" onClick={onClose}>
            {exporting.kind === 'done' ? 'Close' : 'Cancel'}
          </Button>
          <Button
            look={exporting.kind === 'done' ? 'secondary' : 'primary'}
            size="medium"
            icon={FileDown}
            ref={exportButton}
            busy={exporting.kind === 'busy'}
            disabled={!ready}
            onClick={() => void exportDocument({ incidentId, format, timeZone })}
          >
            {exporting.kind === 'done' ? 'Export again' : 'Export'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="grid grid-cols-2 gap-4">
          <Select
            label="Format"
            value={format}
            onChange={setFormat}
            options={[
              { value: 'markdown', label: 'Markdown' },
              { value: 'json', label: 'JSON: the whole record, to be imported elsewhere' },
            ]}
          />
          {format !== 'json' && (
            <Select label="Times in UTC and in" value={zone} onChange={setZone} options={zoneOptions(zone)} />
          )}
        </div>
        {exporting.kind === 'done' && <Written path={exporting.path} />}
        {exporting.kind === 'failed' && (
          <ErrorNote message={exporting.problem.message} action={exporting.problem.action} />
        )}
        <Preview />
      </div>
    </Dialog>
  );
}

function Preview() {
  const preview = useStore((state) => state.preview);
  if (preview.kind === 'failed') {
    return <ErrorNote message={preview.problem.message} action={preview.problem.action} />;
  }
  if (preview.kind !== 'ready') return <Skeleton className="h-80" />;
  return (
    <>
      {preview.warnings.length > 0 && (
        <ul className="rounded-md bg-warn-bg px-3 py-2 text-small text-warn">
          {preview.warnings.map((warning) => (
            <li key={warning} className="flex gap-2">
              <TriangleAlert aria-hidden className="mt-px size-4 shrink-0" strokeWidth={1.75} />
              <span className="wrap-anywhere">{warning}</span>
            </li>
          ))}
        </ul>
      )}
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        aria-label="Preview"
        className="h-[38vh] overflow-auto rounded-md border border-line bg-pane p-3 font-mono text-small leading-relaxed whitespace-pre-wrap wrap-anywhere text-ink"
      >
        {preview.text}
      </section>
    </>
  );
}

/** Where the file is, and the path to take along. */
function Written({ path }: { readonly path: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(path).then(
      () => setCopied(true),
      // Without the permission the path is still there to be selected.
      () => setCopied(false),
    );
  };
  return (
    <div role="status" className="flex items-center gap-2 rounded-md bg-ok-bg py-1.5 pr-1.5 pl-3 text-small">
      <Check aria-hidden className="size-4 shrink-0 text-ok" strokeWidth={2} />
      <span className="shrink-0 font-medium text-ok">Written</span>
      <span className="min-w-0 flex-1 truncate font-mono select-all" title={path}>
        {path}
      </span>
      <Button look="quiet" icon={copied ? Check : Copy} onClick={() => void copy()}>
        {copied ? 'Copied' : 'Copy path'}
      </Button>
    </div>
  );
}
