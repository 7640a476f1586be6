import clsx from 'clsx';
import { formatDuration } from '#shared/domain/duration.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import type { Freshness } from './freshness.ts';

interface Props {
  readonly freshness: Freshness;
  readonly time: ZonedTime;
}

/** In a pane's header: how fresh the figures are, a dot and the word. */
export function FreshnessMark({ freshness, time }: Props) {
  if (freshness.kind === 'none') return null;
  const { tone, text } = inWords(freshness, time);
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-small text-ink-2">
      <span aria-hidden className={clsx('size-1.5 shrink-0 rounded-full', tone)} />
      <span className="truncate" title={text}>
        {text}
      </span>
    </span>
  );
}

function inWords(freshness: Exclude<Freshness, { kind: 'none' }>, time: ZonedTime) {
  switch (freshness.kind) {
    case 'live':
      return { tone: 'bg-ok', text: 'live' };
    case 'updated':
      return { tone: 'bg-warn', text: `updated ${formatDuration(freshness.secondsAgo * 1000)} ago` };
    case 'waiting':
      return { tone: 'bg-ink-3', text: `waiting since ${time.minutes(freshness.since)}` };
    case 'unreachable':
      return { tone: 'bg-crit', text: 'unreachable' };
  }
}
