import clsx from 'clsx';
import type { Clock } from '#shared/domain/clocks.ts';
import { useZonedTime } from '../../store/index.ts';
import { ClockSign } from './ClockSign.tsx';
import { clockWords } from './clock-words.ts';

const groups: readonly { readonly kind: Clock['kind']; readonly title: string }[] = [
  { kind: 'target', title: 'Targets of the severity' },
  { kind: 'phase', title: 'Phases of the work' },
  { kind: 'escalation', title: 'Escalation' },
  { kind: 'review', title: 'Review' },
];

/** Every clock there is, by what sets it, with its limit and when it is due. */
export function AllClocks({ clocks }: { readonly clocks: readonly Clock[] }) {
  return (
    <div className="flex flex-col gap-3 p-4">
      {groups.map(({ kind, title }) => (
        <Group key={kind} title={title} clocks={clocks.filter((clock) => clock.kind === kind)} />
      ))}
      <p className="text-small text-pretty text-ink-2">
        A change of severity keeps where each clock began and brings its new limit. What was late stays late.
      </p>
    </div>
  );
}

function Group({ title, clocks }: { readonly title: string; readonly clocks: readonly Clock[] }) {
  const time = useZonedTime();
  if (clocks.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-small font-medium text-ink-3">{title}</h3>
      <ul>
        {clocks.map((clock) => {
          const { words, figure, look, details } = clockWords(clock, time.minutes);
          return (
            <li
              key={clock.id}
              className={clsx(
                'flex min-h-7 items-center gap-2 border-b border-line py-1 last:border-b-0',
                look === 'near' ? 'text-warn' : look === 'late' ? 'text-crit' : 'text-ink',
              )}
            >
              <ClockSign look={look} kind={clock.kind} />
              <span className="min-w-0 flex-1">
                {words} <span className="figure whitespace-nowrap">{figure}</span>
              </span>
              <span className="max-w-[55%] text-right text-small text-pretty text-ink-2">{details}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
