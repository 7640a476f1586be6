import clsx from 'clsx';
import { useLayoutEffect, useRef } from 'react';
import type { SeverityLevel } from '#shared/domain/taxonomy.ts';
import { SeverityBadge } from '../../components/index.ts';
import { targetsOf } from './severity-targets.ts';

interface Props {
  /** Most severe first; undefined while they are read. */
  readonly levels: readonly SeverityLevel[] | undefined;
  /** The chosen level's id. */
  readonly value: string | undefined;
  readonly onChange: (levelId: string) => void;
}

/**
 * The severity levels to choose from, each explained in place. Who is faster than they are read waits in their place with
 * the keyboard, and goes on with them.
 */
export function SeverityField({ levels, value, onChange }: Props) {
  const field = useRef<HTMLFieldSetElement>(null);
  const waiting = useRef(false);
  const loaded = levels !== undefined;
  useLayoutEffect(() => {
    if (loaded && waiting.current) field.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, [loaded]);

  return (
    <fieldset ref={field}>
      <legend className="mb-1 text-small font-medium text-ink-2">How bad is it?</legend>
      <div className="overflow-hidden rounded-md border border-line-strong">
        {levels?.map((level, index) => (
          <Level
            key={level.id}
            level={level}
            rank={index}
            checked={level.id === value}
            onChoose={() => onChange(level.id)}
          />
        )) ?? (
          <input
            readOnly
            aria-label="How bad is it?"
            aria-busy
            value="Reading the levels…"
            className="h-10 w-full bg-transparent px-3 text-ink-3"
            onFocus={() => {
              waiting.current = true;
            }}
            onBlur={() => {
              waiting.current = false;
            }}
          />
        )}
      </div>
    </fieldset>
  );
}

interface LevelProps {
  readonly level: SeverityLevel;
  readonly rank: number;
  readonly checked: boolean;
  readonly onChoose: () => void;
}

/** One level with what it means and what it demands. */
function Level({ level, rank, checked, onChoose }: LevelProps) {
  const targets = targetsOf(level);
  return (
    <label
      className={clsx(
        'flex items-start gap-3 border-b border-line px-3 py-2 last:border-b-0 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent',
        checked ? 'bg-accent-bg' : 'hover:bg-hover',
      )}
    >
      <input type="radio" name="severity" value={level.id} checked={checked} onChange={onChoose} className="sr-only" />
      <span
        aria-hidden
        className={clsx(
          'mt-0.75 flex size-3.5 shrink-0 items-center justify-center rounded-full border',
          checked ? 'border-accent' : 'border-edge',
        )}
      >
        {checked && <span className="size-1.5 rounded-full bg-accent" />}
      </span>
      <SeverityBadge severity={level.id} rank={rank} />
      <span className="min-w-0 flex-1">
        <span className="font-semibold">{level.name}</span> <span className="text-ink-2">{level.meaning}</span>
        <span className="block text-small text-ink-2">
          {targets.length > 0 ? targets.join(' · ') : 'no time limits'}
        </span>
      </span>
    </label>
  );
}
