import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Icon } from './Icon.ts';

const tones = {
  neutral: 'bg-hover text-ink-2',
  accent: 'bg-accent-bg text-accent',
  critical: 'bg-crit-bg text-crit',
  warning: 'bg-warn-bg text-warn',
  ok: 'bg-ok-bg text-ok',
} as const;

/** The tones of the program, as timeline entries name them. */
export type Tone = keyof typeof tones;

interface Props {
  readonly tone?: Tone;
  readonly icon?: Icon;
  readonly title?: string;
  /** Cuts its words where there is no room for them; for words of any length. */
  readonly shrink?: boolean;
  readonly children: ReactNode;
}

/** A word about the state of something. */
export function Badge({ tone = 'neutral', icon: Icon, title, shrink = false, children }: Props) {
  return (
    <span
      title={title}
      className={clsx(
        'inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-small font-medium whitespace-nowrap',
        shrink ? 'min-w-0' : 'shrink-0',
        tones[tone],
      )}
    >
      {Icon && <Icon aria-hidden className="size-3.5" strokeWidth={2} />}
      {shrink ? <span className="truncate">{children}</span> : children}
    </span>
  );
}

/** Says that figures come from the built-in simulation. Stands wherever such a figure does. */
export function SimulatedMark() {
  return (
    <Badge tone="warning" title="These metrics come from War Room’s built-in simulation, not from a real system.">
      SIMULATED
    </Badge>
  );
}
