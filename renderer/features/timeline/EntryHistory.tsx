import type { Amendment, TimelineEntry } from '#shared/domain/timeline.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';

/** What an entry said before: each former wording with who replaced it, when and why, the newest change first. */
export function EntryHistory({ entry, time }: { readonly entry: TimelineEntry; readonly time: ZonedTime }) {
  if (entry.amendments.length === 0) return null;
  return (
    <section aria-label="What it said before" className="mt-1.5 border-l-2 border-line-strong pl-2.5">
      {entry.amendments.toReversed().map((amendment) => (
        <div key={`${amendment.at} ${amendment.reason}`} className="py-1 first:pt-0 last:pb-0">
          <Former amendment={amendment} time={time} />
          <p className="text-small wrap-anywhere text-ink-3">
            until {amendment.by} changed it {time.day(amendment.at)} {time.seconds(amendment.at)}: {amendment.reason}
          </p>
        </div>
      ))}
    </section>
  );
}

function Former({ amendment, time }: { readonly amendment: Amendment; readonly time: ZonedTime }) {
  const { formerText, formerLabel, formerOccurredAt } = amendment;
  const marks = [
    formerLabel,
    formerOccurredAt !== undefined && `at ${time.day(formerOccurredAt)} ${time.seconds(formerOccurredAt)}`,
  ].filter(Boolean);
  return (
    <>
      {marks.length > 0 && <p className="text-small text-ink-2">{marks.join(' · ')}</p>}
      {formerText !== undefined && (
        <p className="max-h-64 overflow-y-auto leading-5 wrap-anywhere whitespace-pre-wrap text-ink-2">{formerText}</p>
      )}
    </>
  );
}
