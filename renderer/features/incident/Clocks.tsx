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
import { useFit } from './use-fit.ts';

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
  const { frame, ruler, count } = useFit<HTMLDivElement, HTMLUListElement>(MORE_REM);
  if (all.length === 0) return null;
  const items = clocks.map((clock) => (
    <ClockItem key={clock.id} {...clockWords(clock, time.minutes)} kind={clock.kind} />
  ));
  return (
    <div
      ref={frame}
      className="relative flex min-w-0 flex-1 items-center gap-1 @max-[74rem]:order-last @max-[74rem]:basis-full @max-[74rem]:pb-2 @max-[74rem]:pl-9"
    >
      <ul
        ref={ruler}
        aria-hidden
        className="pointer-events-none invisible absolute top-0 left-0 flex h-0 w-full items-center gap-1 overflow-hidden"
      >
        {items}
      </ul>
      <ul aria-label="Clocks" className="flex min-w-0 items-center gap-1">
        {items.slice(0, count)}
      </ul>
      <AllClocksButton shown={Math.min(count, clocks.length)} clocks={all} />
    </div>
  );
}

/** The button behind the clocks. */
const MORE_REM = 2.875;

function AllClocksButton({ shown, clocks }: { readonly shown: number; readonly clocks: readonly Clock[] }) {
  const more = clocks.length - shown;
  return (
    <Popover
      label="All clocks"
      trigger={
        <button
          type="button"
          title={`All ${clocks.length} clocks`}
          className="flex h-7 min-w-7 shrink-0 items-center gap-0.5 rounded-md px-1.5 text-small text-ink-2 transition-colors hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
        >
          {more > 0 && <span className="figure">+{more}</span>}
          <span className="sr-only">All {clocks.length} clocks</span>
          <ChevronDown aria-hidden className="size-3.5" strokeWidth={2} />
        </button>
      }
    >
      <AllClocks clocks={clocks} />
    </Popover>
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
        <ClockSign look={look} kind={kind} className="@max-[96rem]:hidden" />
        <span className="min-w-0 truncate">{words}</span>
        <span className={clsx('figure font-medium', look === 'quiet' && 'text-ink')}>{figure}</span>
      </li>
    </Tooltip>
  );
}
