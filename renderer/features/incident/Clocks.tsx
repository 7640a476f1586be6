import clsx from 'clsx';
import { Check, Hourglass, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { clocksOf } from '#shared/domain/clocks.ts';
import type { Incident } from '#shared/domain/incident.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import { Tooltip, useNow } from '../../components/index.ts';
import { useZonedTime } from '../../store/index.ts';
import { type ClockWords, clockWords } from './clock-words.ts';

interface Props {
  readonly incident: Incident;
  readonly taxonomy: Taxonomy;
}

/** The clocks that drive the work now: words and figures, amber near the limit, red past it. Phases and ladder stand in the panel. */
export function Clocks({ incident, taxonomy }: Props) {
  const now = useNow();
  const time = useZonedTime();
  const clocks = useMemo(
    () => clocksOf(incident, taxonomy, now).filter(({ kind }) => kind === 'target' || kind === 'review'),
    [incident, taxonomy, now],
  );
  return (
    <ul
      aria-label="Clocks"
      className="flex shrink-0 items-center gap-1 @max-[74rem]:order-last @max-[74rem]:basis-full @max-[74rem]:flex-wrap @max-[74rem]:pt-1 @max-[74rem]:pb-2 @max-[74rem]:pl-8"
    >
      {clocks.map((clock) => (
        <ClockItem key={clock.id} {...clockWords(clock, time.minutes)} />
      ))}
    </ul>
  );
}

const looks: Readonly<Record<ClockWords['look'], string>> = {
  quiet: 'text-ink-2',
  done: 'text-ink-2',
  near: 'bg-warn-bg text-warn',
  late: 'bg-crit-bg text-crit',
};

const icons = { quiet: Hourglass, done: Check, near: Hourglass, late: TriangleAlert } as const;

function ClockItem({ words, figure, look, sentence }: ClockWords) {
  const Sign = icons[look];
  return (
    <Tooltip content={sentence}>
      <li
        className={clsx(
          'flex h-7 shrink-0 items-center gap-1.5 rounded-md px-1.5 text-small whitespace-nowrap',
          looks[look],
        )}
      >
        <Sign
          aria-hidden
          className={clsx('size-3.5 shrink-0', look === 'done' && 'text-ok', look === 'quiet' && 'text-ink-3')}
          strokeWidth={2}
        />
        <span>{words}</span>
        <span className={clsx('figure font-medium', look === 'quiet' && 'text-ink')}>{figure}</span>
      </li>
    </Tooltip>
  );
}
