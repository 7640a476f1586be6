import clsx from 'clsx';
import { Square } from 'lucide-react';
import type { Runbook, RunbookItem, RunbookStep } from '#shared/domain/runbook.ts';
import { Badge, Markdown } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { CommandText } from '../runbooks/index.ts';

interface Props {
  readonly block: Runbook['blocks'][number];
  readonly steps: ReadonlyMap<string, RunbookStep>;
  readonly items: ReadonlyMap<string, RunbookItem>;
  readonly onGoTo: (line: number) => void;
}

/** One piece of a runbook as it will be read. */
export function PreviewBlock({ block, steps, items, onGoTo }: Props) {
  const offerLink = useStore((state) => state.offerLink);
  switch (block.type) {
    case 'heading':
      return <h4 className="pt-1 font-semibold wrap-anywhere">{block.text}</h4>;
    case 'text':
      return (
        <div className="reading text-small">
          <Markdown onLink={offerLink}>{block.markdown}</Markdown>
        </div>
      );
    case 'item':
      return (
        <p className="flex items-start gap-2 text-small">
          <Square aria-hidden className="mt-px size-4 shrink-0 text-ink-3" strokeWidth={1.75} />
          {items.get(block.itemId)?.text}
        </p>
      );
    case 'code':
      return (
        <pre className="rounded-md border border-line px-3 py-1.5 font-mono text-small whitespace-pre-wrap wrap-anywhere text-ink-2">
          {block.text}
        </pre>
      );
    case 'step': {
      const step = steps.get(block.stepId);
      return step ? <StepCard step={step} onGoTo={onGoTo} /> : null;
    }
  }
}

function StepCard({ step, onGoTo }: { readonly step: RunbookStep; readonly onGoTo: (line: number) => void }) {
  const { title, line, condition, command, parameters, risk, parsed, expectedOutput } = step;
  return (
    <div className="overflow-hidden rounded-md border border-line bg-pane">
      <button
        type="button"
        data-ring="inside"
        title={`Go to line ${line}`}
        className="flex min-h-7 w-full items-start gap-2 rounded-t-md px-3 py-1.5 text-left hover:bg-hover"
        onClick={() => onGoTo(line)}
      >
        <span className="min-w-0 flex-1 font-medium wrap-anywhere">{title}</span>
        <span
          title={risk.reason}
          className={clsx('shrink-0 text-small', risk.level === 'dangerous' ? 'font-medium text-crit' : 'text-ink-2')}
        >
          {parsed ? risk.level : 'not understood'}
        </span>
        <span className="figure shrink-0 text-small text-ink-3">line {line}</span>
      </button>
      {condition && (
        <p className="flex px-3 pb-1">
          <Badge tone="warning" shrink title={condition}>
            {condition}
          </Badge>
        </p>
      )}
      <pre className="border-t border-line px-3 py-1.5 font-mono text-small whitespace-pre-wrap wrap-anywhere">
        <CommandText command={command} parameters={parameters} values={{}} />
      </pre>
      {expectedOutput && (
        <pre
          title="Expected output"
          className="border-t border-line bg-raised px-3 py-1.5 font-mono text-small whitespace-pre-wrap wrap-anywhere text-ink-2"
        >
          {expectedOutput}
        </pre>
      )}
    </div>
  );
}
