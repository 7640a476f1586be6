import clsx from 'clsx';
import { useMemo } from 'react';
import { type CountingClock, readCounting } from '#shared/domain/counting-clocks.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { ClockSign, type ClockWords, clockWords } from '../incident/index.ts';

interface Props {
  readonly clocks: readonly CountingClock[];
  readonly time: ZonedTime;
  /** UTC ms. */
  readonly now: number;
}

const looks: Readonly<Record<ClockWords['look'], string>> = {
  quiet: 'text-ink-2',
  done: 'text-ink-2',
  near: 'bg-warn-bg text-warn',
  late: 'bg-crit-bg text-crit',
};

/** The clock of an incident that is most urgent now, and how many more are late. */
export function RowClock({ clocks, time, now }: Props) {
  const [first, ...rest] = useMemo(() => readCounting(clocks, now), [clocks, now]);
  if (first === undefined) return null;
  const { words, figure, look, sentence } = clockWords(first, time.minutes);
  const more = rest.filter(({ state }) => state === 'breached').length;
  return (
    <span
      title={sentence}
      className={clsx(
        '-mr-1.5 flex h-5 min-w-0 items-center gap-1.5 rounded-sm px-1.5 text-small whitespace-nowrap',
        looks[look],
      )}
    >
      <ClockSign look={look} kind={first.kind} />
      <span className="min-w-0 truncate">{words}</span>
      <span className={clsx('figure font-medium', look === 'quiet' && 'text-ink')}>{figure}</span>
      {more > 0 && <span className="shrink-0">+{more} late</span>}
    </span>
  );
}
