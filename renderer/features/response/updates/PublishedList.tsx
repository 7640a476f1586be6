import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import type { Incident, PublishedUpdate } from '#shared/domain/incident.ts';
import { Badge, PanelGroup } from '../../../components/index.ts';
import { CopyButton } from '../CopyButton.tsx';
import { MarkdownText } from '../MarkdownText.tsx';
import { When } from '../When.tsx';

/** What went out, the newest first; its text unfolds in place. */
export function PublishedList({ incident }: { readonly incident: Incident }) {
  const { updates, retracted } = incident;
  return (
    <PanelGroup
      title="Published"
      status={updates.length > 0 && <span className="figure pr-2 text-small text-ink-2">{updates.length}</span>}
    >
      {updates.length === 0 ? (
        <p className="px-4 pb-4 text-ink-3">Nobody has been told anything yet.</p>
      ) : (
        <ol aria-label="Published updates">
          {updates.toReversed().map((update) => (
            <li key={update.eventId} className="border-t border-line first:border-t-0">
              <Published update={update} retracted={retracted.includes(update.eventId)} />
            </li>
          ))}
        </ol>
      )}
    </PanelGroup>
  );
}

function Published({ update, retracted }: { readonly update: PublishedUpdate; readonly retracted: boolean }) {
  return (
    <details className="group/update">
      <summary
        data-ring="inside"
        className="flex min-h-9 list-none items-center gap-2.5 px-4 py-1.5 hover:bg-hover [&::-webkit-details-marker]:hidden"
      >
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 text-ink-3 transition-transform group-open/update:rotate-90"
          strokeWidth={2}
        />
        <span className={clsx('min-w-0 flex-1', retracted && 'line-through')}>
          <span className="font-medium">{update.publicStatus}</span>{' '}
          <span className="text-ink-2">{[...new Set([update.audience, ...update.channels])].join(' · ')}</span>
        </span>
        {retracted && <Badge tone="warning">retracted</Badge>}
        <span className="shrink-0 text-small text-ink-2">
          {update.by} · <When at={update.at} />
        </span>
      </summary>
      <div className="flex flex-col items-start gap-2.5 pt-1 pr-4 pb-3 pl-9.5">
        <MarkdownText>{update.text}</MarkdownText>
        <CopyButton text={update.text} look="quiet" />
      </div>
    </details>
  );
}
