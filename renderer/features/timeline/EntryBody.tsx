import clsx from 'clsx';
import { type ReactNode, useState } from 'react';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { Button, SimulatedMark } from '../../components/index.ts';
import { EntryEvidence } from './EntryEvidence.tsx';
import type { EntryActions } from './entry-actions.ts';
import { SnapshotPreview } from './SnapshotPreview.tsx';

interface Props {
  readonly entry: TimelineEntry;
  readonly historyOpen: boolean;
  readonly actions: EntryActions;
}

/** What an entry says, a quieter line about it, and its evidence, which folds open in place. */
export function EntryBody({ entry, historyOpen, actions }: Props) {
  return (
    <>
      <Clamped long={entry.headline.length > LONG_HEADLINE}>
        {(clamp) => (
          <p className={clsx('leading-5 wrap-anywhere', entry.code && 'font-mono text-[0.75rem]', clamp)}>
            <Headline entry={entry} />
          </p>
        )}
      </Clamped>
      <Details entry={entry} historyOpen={historyOpen} onHistory={() => actions.toggleHistory(entry.eventId)} />
      {entry.evidence && (
        <EntryEvidence text={entry.category === 'note' ? withoutHeadline(entry.evidence) : entry.evidence} />
      )}
      {entry.snapshotBlob && <SnapshotPreview blob={entry.snapshotBlob} title={entry.headline} />}
    </>
  );
}

interface DetailsProps {
  readonly entry: TimelineEntry;
  readonly historyOpen: boolean;
  readonly onHistory: () => void;
}

function Details({ entry, historyOpen, onHistory }: DetailsProps) {
  const spoken = spokenKinds.includes(entry.label);
  const details = entry.details.filter((detail) => detail !== 'SIMULATED' && !(spoken && detail === entry.label));
  const words = [
    ...details,
    entry.backfilled && 'from before the declaration',
    entry.foreign && 'from another device',
    entry.backdated && 'backdated',
    entry.pinned && 'pinned',
  ].filter(Boolean);
  const edited = entry.amendments.length > 0;
  const failed = entry.category === 'command' && entry.tone === 'critical';
  return (
    <p className={clsx('text-small wrap-anywhere', failed ? 'text-crit' : 'text-ink-2')}>
      {words.join(' · ')}
      {edited && (
        <>
          {words.length > 0 && ' · '}
          <button
            type="button"
            aria-expanded={historyOpen}
            onClick={onHistory}
            title="Show what it said before"
            className="-my-1 rounded-sm py-1 underline decoration-dotted underline-offset-2 hover:text-ink"
          >
            edited{entry.amendments.length > 1 && ` ${entry.amendments.length} times`}
          </button>
        </>
      )}
      {entry.details.includes('SIMULATED') && (
        <span className={clsx(details.length > 0 && 'ml-1.5')}>
          <SimulatedMark />
        </span>
      )}
    </p>
  );
}

/** A headline of more characters shows its first lines, until the rest is asked for. */
const LONG_HEADLINE = 240;

function Clamped({ long, children }: { readonly long: boolean; readonly children: (clamp: string) => ReactNode }) {
  const [open, setOpen] = useState(false);
  if (!long) return children('');
  return (
    <>
      {children(open ? '' : 'line-clamp-5')}
      <Button look="quiet" className="-ml-2 text-small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Show less' : 'Show all of it'}
      </Button>
    </>
  );
}

/** Words that stand in front of what a person wrote; a plain observation needs none. */
const spokenKinds = ['decision', 'hypothesis', 'action', 'question', 'communication'];

function Headline({ entry }: { readonly entry: TimelineEntry }) {
  if (entry.category === 'note') {
    if (!spokenKinds.includes(entry.label)) return entry.headline;
    return (
      <>
        <b className="mr-1 font-semibold">{entry.label.charAt(0).toUpperCase() + entry.label.slice(1)}</b>
        {entry.headline}
      </>
    );
  }
  const emphasised = entry.category === 'incident' || entry.category === 'alert' || entry.category === 'status';
  if (!emphasised) return entry.headline;
  // "HighErrorRate firing on api", "Declared SEV-1: title": the first words name it. Of a status its value does.
  const [, head = entry.headline, tail = ''] = /^([^:]+:(?= )|\S+)(.*)$/s.exec(entry.headline) ?? [];
  const [bold, plain] = entry.category === 'status' ? [tail, head] : [head, tail];
  return (
    <>
      {entry.category === 'status' && plain}
      <b className="font-semibold">{bold}</b>
      {entry.category !== 'status' && plain}
    </>
  );
}

/** A note's evidence is all of it; its first line stands above already. */
function withoutHeadline(text: string): string {
  return text.trim().split('\n').slice(1).join('\n').trim();
}
