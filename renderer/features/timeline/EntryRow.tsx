import clsx from 'clsx';
import { ChevronRight, Pin, PinOff } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import { plural } from '#shared/domain/plural.ts';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { Button, IconButton, SimulatedMark } from '../../components/index.ts';
import { EntryIcon } from './EntryIcon.tsx';
import { SnapshotPreview } from './SnapshotPreview.tsx';

interface Props {
  readonly entry: TimelineEntry;
  readonly time: ZonedTime;
  /** Shown above the row where a new day begins. */
  readonly day: string | undefined;
  readonly onPin: (eventId: string, pinned: boolean) => void;
}

/** One entry: when, what kind, what, and by whom; its evidence folds open in place. */
export const EntryRow = memo(function EntryRow({ entry, time, day, onPin }: Props) {
  const spoken = spokenKinds.includes(entry.label);
  const details = entry.details.filter((detail) => detail !== 'SIMULATED' && !(spoken && detail === entry.label));
  const simulated = entry.details.includes('SIMULATED');
  return (
    <div className={clsx('group/entry @container/entry', entry.pinned && 'bg-accent-bg')}>
      {day && (
        <p className="flex items-center gap-3 bg-pane px-3.5 pt-2 pb-1 text-small text-ink-3">
          <span className="figure">{day}</span>
          <span className="h-px flex-1 bg-line" />
        </p>
      )}
      <div className="relative grid grid-cols-[4.5rem_1.5rem_minmax(0,1fr)] gap-x-1 px-3.5 py-2 @max-[14rem]/entry:grid-cols-[1.5rem_minmax(0,1fr)]">
        <time
          dateTime={new Date(entry.occurredAt).toISOString()}
          title={timeTitle(entry, time)}
          className="figure pt-px text-small leading-5 text-ink-2 @max-[14rem]/entry:col-span-2"
        >
          {time.seconds(entry.occurredAt)}
        </time>
        <span className="pt-0.5">
          <EntryIcon entry={entry} />
        </span>
        <div className="min-w-0">
          <Clamped long={entry.headline.length > LONG_HEADLINE}>
            {(clamp) => (
              <p className={clsx('leading-5 wrap-anywhere', entry.code && 'font-mono text-[0.75rem]', clamp)}>
                <Headline entry={entry} />
              </p>
            )}
          </Clamped>
          <p
            className={clsx(
              'text-small wrap-anywhere',
              entry.category === 'command' && entry.tone === 'critical' ? 'text-crit' : 'text-ink-2',
            )}
          >
            {[...details, entry.backdated && 'backdated', entry.pinned && 'pinned'].filter(Boolean).join(' · ')}
            {simulated && (
              <span className={clsx(details.length > 0 && 'ml-1.5')}>
                <SimulatedMark />
              </span>
            )}
          </p>
          {entry.evidence && (
            <Evidence text={entry.category === 'note' ? withoutHeadline(entry.evidence) : entry.evidence} />
          )}
          {entry.snapshotBlob && <SnapshotPreview blob={entry.snapshotBlob} title={entry.headline} />}
        </div>
        <IconButton
          icon={entry.pinned ? PinOff : Pin}
          label={entry.pinned ? 'Unpin' : 'Pin'}
          onClick={() => onPin(entry.eventId, !entry.pinned)}
          className="absolute top-1 right-2 bg-raised opacity-0 group-focus-within/entry:opacity-100 group-hover/entry:opacity-100"
        />
      </div>
    </div>
  );
});

/** More than the widest row can show. */
const PREVIEW_CHARACTERS = 600;

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

/** The output of a command, the labels of an alert, the rest of a note: one line until it is opened. */
function Evidence({ text }: { readonly text: string }) {
  const [open, setOpen] = useState(false);
  const lines = text.split('\n').length;
  return (
    <div className="mt-1.5 overflow-hidden rounded-md border border-line bg-raised">
      <button
        type="button"
        aria-expanded={open}
        data-ring="inside"
        onClick={() => setOpen(!open)}
        className="flex h-7 w-full items-center gap-1.5 px-2 text-left font-mono text-small text-ink-2 hover:bg-hover"
      >
        <ChevronRight
          aria-hidden
          className={clsx('size-3.5 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
        />
        <span className="min-w-0 flex-1 truncate">{open ? plural(lines, 'line') : onOneLine(text)}</span>
      </button>
      {open && (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
          tabIndex={0}
          data-ring="inside"
          className="max-h-64 overflow-auto border-t border-line px-2.5 py-2 font-mono text-small whitespace-pre-wrap wrap-anywhere text-ink"
        >
          {text}
        </pre>
      )}
    </div>
  );
}

/** A note's evidence is all of it; its first line stands above already. */
function withoutHeadline(text: string): string {
  return text.trim().split('\n').slice(1).join('\n').trim();
}

/** All of it with its white space drawn together, as far as a folded row can show it. */
function onOneLine(text: string): string {
  return text.slice(0, PREVIEW_CHARACTERS).replace(/\s+/g, ' ').trim();
}

function timeTitle(entry: TimelineEntry, time: ZonedTime): string {
  const at = `${time.day(entry.occurredAt)} ${time.seconds(entry.occurredAt)} ${time.zoneName(entry.occurredAt)}`;
  const utc = new Date(entry.occurredAt)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z/, ' UTC');
  return entry.backdated ? `${at}\n${utc}\nrecorded ${time.seconds(entry.recordedAt)}` : `${at}\n${utc}`;
}
