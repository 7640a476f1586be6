import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { type Clock, clocksOf } from '#shared/domain/clocks.ts';
import type { Incident } from '#shared/domain/incident.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import { Popover, Tooltip, useNow } from '../../components/index.ts';
import { useStore, useZonedTime } from '../../store/index.ts';
import { AllClocks } from './AllClocks.tsx';
import { ClockSign } from './ClockSign.tsx';
import { type ClockWords, clockWords } from './clock-words.ts';
import { headerClocks } from './header-clocks.ts';

interface Props {
  readonly incident: Incident;
  readonly taxonomy: Taxonomy;
}

/**
 * What is due next: words and figures, amber near the limit, red past it. As many as there is room for, the most urgent
 * first; all of them behind the button at the end.
 */
export function Clocks({ incident, taxonomy }: Props) {
  const now = useNow();
  const time = useZonedTime();
  const team = useStore((state) => state.settings?.team);
  const all = useMemo(() => clocksOf(incident, taxonomy, now), [incident, taxonomy, now]);
  const clocks = useMemo(() => headerClocks(incident, taxonomy, team, now), [incident, taxonomy, team, now]);
  if (all.length === 0) return null;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1 @max-[74rem]:order-last @max-[74rem]:basis-full @max-[74rem]:pb-2 @max-[74rem]:pl-8">
      {/* One line high: what does not fit wraps out of sight. */}
      <ul
        aria-label="Clocks"
        className="flex h-7 min-w-0 flex-wrap items-center gap-1 overflow-hidden @max-[74rem]:h-auto"
      >
        {clocks.map((clock) => (
          <ClockItem key={clock.id} {...clockWords(clock, time.minutes)} kind={clock.kind} />
        ))}
      </ul>
      <Popover
        label="All clocks"
        trigger={
          <button
            type="button"
            aria-label={`All ${all.length} clocks`}
            className="flex h-7 shrink-0 items-center gap-0.5 rounded-md px-1.5 text-small text-ink-2 transition-colors hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
          >
            <span className="figure">{all.length}</span>
            <ChevronDown aria-hidden className="size-3.5" strokeWidth={2} />
          </button>
        }
      >
        <AllClocks clocks={all} />
      </Popover>
    </div>
  );
}

const looks: Readonly<Record<ClockWords['look'], string>> = {
  quiet: 'text-ink-2',
  done: 'text-ink-2',
  near: 'bg-warn-bg text-warn',
  late: 'bg-crit-bg text-crit',
};

function ClockItem({ words, figure, look, sentence, kind }: ClockWords & { readonly kind: Clock['kind'] }) {
  return (
    <Tooltip content={sentence}>
      <li
        className={clsx(
          'flex h-7 max-w-64 shrink-0 items-center gap-1.5 rounded-md px-1.5 text-small whitespace-nowrap',
          looks[look],
        )}
      >
        <ClockSign look={look} kind={kind} />
        <span className="min-w-0 truncate">{words}</span>
        <span className={clsx('figure font-medium', look === 'quiet' && 'text-ink')}>{figure}</span>
      </li>
    </Tooltip>
  );
}
