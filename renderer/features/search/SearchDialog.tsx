import { Command as Cmdk } from 'cmdk';
import { Dialog as Radix } from 'radix-ui';
import { useEffect, useMemo, useState } from 'react';
import type { SearchHit } from '#shared/contract/index.ts';
import { plural } from '#shared/domain/plural.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { ErrorNote, Kbd, Spinner } from '../../components/index.ts';
import { useStore, useZonedTime } from '../../store/index.ts';
import { EntryIcon } from '../timeline/index.ts';
import { groupHits, partsOf } from './group-hits.ts';

/** Long enough not to ask for every letter, short enough not to be felt. */
const PAUSE_MS = 150;

interface Props {
  /** What was typed elsewhere. */
  readonly text?: string | undefined;
  readonly onClose: () => void;
}

/** Looks in the entries of all incidents; Enter opens the incident at the entry. */
export function SearchDialog({ text: given = '', onClose }: Props) {
  const searchEverywhere = useStore((state) => state.searchEverywhere);
  const searching = useStore((state) => state.searching);
  const revealEntry = useStore((state) => state.revealEntry);
  const showView = useStore((state) => state.showView);
  const [text, setText] = useState(given);
  useEffect(() => {
    const timer = setTimeout(() => void searchEverywhere(text), text === given ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, given, searchEverywhere]);

  const open = ({ incidentId, entry }: SearchHit) => {
    onClose();
    revealEntry(incidentId, entry);
    showView({ kind: 'incident', incidentId });
  };
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="appear fixed top-[10vh] left-1/2 z-40 w-180 max-w-[calc(100vw-2rem)] -translate-x-1/2 overflow-hidden rounded-md border border-line-strong bg-overlay shadow-pop outline-none"
        >
          <Radix.Title className="sr-only">Search all incidents</Radix.Title>
          <Cmdk label="Search all incidents" shouldFilter={false} loop className="flex max-h-[76vh] flex-col">
            <div className="relative shrink-0 border-b border-line">
              <Cmdk.Input
                value={text}
                onValueChange={setText}
                maxLength={1000}
                placeholder="Search the entries of all incidents"
                className="h-12 w-full bg-transparent pr-10 pl-4 text-title outline-none"
              />
              {searching && <Spinner className="absolute top-4 right-4 text-ink-3" />}
            </div>
            <Cmdk.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto p-1.5">
              <Answer onOpen={open} />
            </Cmdk.List>
            <Footer />
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Answer({ onOpen }: { readonly onOpen: (hit: SearchHit) => void }) {
  const answer = useStore((state) => state.searchAnswer);
  const time = useZonedTime();
  const groups = useMemo(() => (answer.kind === 'found' ? groupHits(answer.hits) : []), [answer]);
  switch (answer.kind) {
    case 'none':
      return (
        <p className="px-2.5 py-8 text-center text-ink-2">
          Notes, commands and their output, alerts: every entry that was not taken back.
        </p>
      );
    case 'failed':
      return (
        <div className="p-2">
          <ErrorNote message={answer.problem.message} action={answer.problem.action} />
        </div>
      );
    case 'found':
      if (answer.hits.length === 0) {
        return <p className="px-2.5 py-8 text-center text-ink-2">No entry has these words: {answer.text}</p>;
      }
      return groups.map(({ incidentId, incidentTitle, hits }) => (
        <Cmdk.Group
          key={incidentId}
          heading={`${incidentTitle}  ·  ${hits.length}`}
          className="[&_[cmdk-group-heading]]:truncate [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-2"
        >
          {hits.map((hit) => (
            <Hit key={hit.entry.eventId} hit={hit} time={time} onOpen={() => onOpen(hit)} />
          ))}
        </Cmdk.Group>
      ));
  }
}

interface HitProps {
  readonly hit: SearchHit;
  readonly time: ZonedTime;
  readonly onOpen: () => void;
}

function Hit({ hit, time, onOpen }: HitProps) {
  const { incidentId, entry } = hit;
  return (
    <Cmdk.Item
      value={`${incidentId} ${entry.eventId}`}
      onSelect={onOpen}
      className="grid grid-cols-[8.5rem_1.5rem_minmax(0,1fr)_auto] items-center gap-x-1 rounded-sm px-2.5 py-1.5 data-[selected=true]:bg-hover"
    >
      <span className="figure text-small text-ink-2">
        {time.day(entry.occurredAt)} {time.minutes(entry.occurredAt)}
      </span>
      <EntryIcon entry={entry} />
      <span className="line-clamp-2 leading-5 wrap-anywhere" title={entry.headline}>
        {partsOf(hit).map(({ text, found }, index) =>
          found ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one snippet never change
            <mark key={index} className="rounded-sm bg-warn-bg px-0.5 font-medium text-warn">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
      <span className="ml-2 max-w-32 truncate text-small text-ink-3">{entry.actorName ?? entry.label}</span>
    </Cmdk.Item>
  );
}

function Footer() {
  const answer = useStore((state) => state.searchAnswer);
  const count = answer.kind === 'found' ? answer.hits.length : 0;
  return (
    <p className="flex min-h-9 shrink-0 items-center gap-3 border-t border-line px-4 text-small text-ink-2">
      <span role="status">
        {count > 0 && plural(count, 'entry', 'entries')}
        {answer.kind === 'found' && answer.more && ' shown, and there are more: add a word'}
      </span>
      <span className="ml-auto flex items-center gap-1.5">
        <Kbd>Enter</Kbd> opens it in its incident
      </span>
    </p>
  );
}
