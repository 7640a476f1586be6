import { useState } from 'react';
import type { TimelineEntry, Withdrawal } from '#shared/domain/timeline.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { EntryBody } from './EntryBody.tsx';
import type { EntryActions } from './entry-actions.ts';

interface Props {
  readonly entry: TimelineEntry;
  readonly time: ZonedTime;
  readonly actions: EntryActions;
}

/** An entry that no longer counts: by whom, when and why, and what it said as far as that is left. */
export function WithdrawnBody({ entry, time, actions }: Props) {
  const [open, setOpen] = useState(false);
  if (entry.purged) {
    return (
      <>
        <p className="leading-5 text-ink-2 italic">What stood here was purged</p>
        <Why verb="purged" withdrawal={entry.purged} time={time} />
      </>
    );
  }
  if (!entry.retracted) return null;
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        title={open ? 'Fold it again' : entry.headline}
        onClick={() => setOpen(!open)}
        className="block w-full truncate text-left leading-5 text-ink-2 line-through hover:text-ink"
      >
        {entry.headline}
      </button>
      <Why verb="retracted" withdrawal={entry.retracted} time={time} />
      {open && (
        <div className="mt-1.5 border-l-2 border-line-strong pl-2.5 text-ink-2">
          <EntryBody entry={entry} historyOpen={false} actions={actions} />
        </div>
      )}
    </>
  );
}

interface WhyProps {
  readonly verb: string;
  readonly withdrawal: Withdrawal;
  readonly time: ZonedTime;
}

function Why({ verb, withdrawal: { by, at, reason }, time }: WhyProps) {
  return (
    <p className="text-small wrap-anywhere text-ink-2">
      {verb} by {by}{' '}
      <time dateTime={new Date(at).toISOString()} title={`${time.day(at)} ${time.seconds(at)} ${time.zoneName(at)}`}>
        {time.minutes(at)}
      </time>
      : {reason}
    </p>
  );
}
