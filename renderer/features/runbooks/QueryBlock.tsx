import { ChartLine, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button, copyText, IconButton } from '../../components/index.ts';
import { QueryChart } from '../metrics/index.ts';
import type { CodeBlock } from './blocks.ts';
import { CommandText } from './CommandText.tsx';
import { fillQuery } from './fill-query.ts';
import { useReading } from './reading.ts';

/** A query of a runbook, with what it shows now under it. */
export function QueryBlock({ block }: { readonly block: CodeBlock }) {
  const { runbook, values } = useReading();
  const [shown, setShown] = useState(false);
  const { expr, missing } = fillQuery(block.text, runbook, values);
  const names = runbook.parameters.map(({ name }) => name);
  return (
    <div className="rounded-md border border-line bg-raised">
      <div className="flex flex-wrap items-start gap-x-1">
        <code className="block min-w-48 flex-1 px-3 py-1.5 font-mono text-small whitespace-pre-wrap text-ink-2 wrap-anywhere">
          <CommandText command={block.text.trimEnd()} parameters={names} values={values} />
        </code>
        <span className="ml-auto flex">
          <Button look="quiet" icon={ChartLine} aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide the graph' : 'Graph it'}
          </Button>
          <IconButton icon={Copy} label="Copy PromQL" onClick={() => void copyText(expr)} />
        </span>
      </div>
      {shown && (
        <div className="border-t border-line bg-pane px-3 py-2">
          {missing.length > 0 ? (
            <p className="text-small text-warn">
              It needs a value for {missing.join(', ')}: give it in the runbook’s menu, under Values.
            </p>
          ) : (
            <QueryChart expr={expr} />
          )}
        </div>
      )}
    </div>
  );
}
