import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { plural } from '#shared/domain/plural.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { EmptyState, Skeleton } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { PreviewBlock } from './PreviewBlock.tsx';

/** The text as a runbook: what it is about, what it asks for, and its steps. A step leads to its line. */
export function Preview({ onGoTo }: { readonly onGoTo: (line: number) => void }) {
  const runbook = useStore(({ runbookEditor: open }) => (open?.checked?.ok ? open.checked.value : undefined));
  const refused = useStore(({ runbookEditor }) => runbookEditor?.checked?.ok === false);
  if (refused) return <EmptyState title="Nothing to show">The text cannot be read as a runbook.</EmptyState>;
  if (!runbook) return <Skeleton className="mt-3 h-40" />;
  return <Blocks runbook={runbook} onGoTo={onGoTo} />;
}

function Blocks({ runbook, onGoTo }: { readonly runbook: Runbook; readonly onGoTo: (line: number) => void }) {
  const scroller = useRef<HTMLElement>(null);
  const blocks = useMemo(() => {
    const [first, ...rest] = runbook.blocks;
    // The title stands above already.
    return first?.type === 'heading' && first.text === runbook.title ? rest : runbook.blocks;
  }, [runbook]);
  const steps = useMemo(() => new Map(runbook.steps.map((step) => [step.id, step])), [runbook]);
  const items = useMemo(() => new Map(runbook.items.map((item) => [item.id, item])), [runbook]);
  const rows = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 72,
    overscan: 6,
    paddingEnd: 8,
  });
  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      aria-label="Preview"
      className="h-full overflow-y-auto pr-2"
    >
      <Facts runbook={runbook} />
      <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const block = blocks[index];
          return (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0 pb-2"
              style={{ transform: `translateY(${start}px)` }}
            >
              {block && <PreviewBlock block={block} steps={steps} items={items} onGoTo={onGoTo} />}
            </div>
          );
        })}
      </div>
    </section>
  );
}

function Facts({ runbook }: { readonly runbook: Runbook }) {
  const { title, owner, lastReviewed, alerts, services, parameters, steps } = runbook;
  const facts = [
    plural(steps.length, 'step'),
    owner && `owner ${owner}`,
    lastReviewed && `reviewed ${lastReviewed}`,
    alerts.length > 0 && `alerts ${alerts.join(', ')}`,
    services.length > 0 && `services ${services.join(', ')}`,
    parameters.length > 0 &&
      `asks for ${parameters.map(({ name, secret }) => (secret ? `${name} (secret)` : name)).join(', ')}`,
  ];
  return (
    <div className="border-b border-line py-2.5 mb-2">
      <h3 className="font-semibold wrap-anywhere">{title}</h3>
      <p className="mt-0.5 text-small text-ink-2 wrap-anywhere">{facts.filter(Boolean).join(' · ')}</p>
    </div>
  );
}
