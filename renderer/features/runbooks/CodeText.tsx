import { Copy, SquareTerminal } from 'lucide-react';
import { Button, copyText, ErrorNote, IconButton, useAttempt } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import type { CodeBlock } from './blocks.ts';
import { useReading } from './reading.ts';

/** A block that is shown and copied; one that could be shell and does not say so can be treated as such. */
export function CodeText({ block }: { readonly block: CodeBlock }) {
  const { runbook, incidentId } = useReading();
  const treatAsShell = useStore((state) => state.treatAsShell);
  const { busy, problem, attempt } = useAttempt();
  const { shellId, text, language } = block;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-start justify-end rounded-md border border-line bg-raised">
        <pre className="min-w-48 flex-1 overflow-x-auto px-3 py-1.5 font-mono text-small text-ink-2">{text}</pre>
        <span className="flex">
          {shellId !== undefined && incidentId !== undefined && (
            <Button
              look="quiet"
              icon={SquareTerminal}
              busy={busy}
              title="Its lines become steps of this runbook, here and wherever it is read"
              onClick={() => void attempt(treatAsShell(incidentId, runbook.id, shellId, true))}
            >
              Treat as shell
            </Button>
          )}
          <IconButton icon={Copy} label={`Copy ${language || 'text'}`} onClick={() => void copyText(text)} />
        </span>
      </div>
      {problem && <ErrorNote plain message={problem.message} action={problem.action} />}
    </div>
  );
}
