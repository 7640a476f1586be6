import clsx from 'clsx';
import { Check, LoaderCircle, SkipForward, X } from 'lucide-react';
import type { StepState } from '#shared/domain/runbook.ts';

interface Props {
  readonly number: number;
  readonly state: StepState;
  readonly next: boolean;
}

/** The round mark at the left of a step: its number while it is to do, then what became of it. */
export function StepIcon({ number, state, next }: Props) {
  const shape =
    'mt-0.5 flex size-5.5 shrink-0 items-center justify-center rounded-full text-small font-medium tabular-nums';
  switch (state) {
    case 'done':
      return (
        <span className={clsx(shape, 'bg-ok-bg text-ok')}>
          <Check aria-label="done" className="size-3.5" strokeWidth={2.5} />
        </span>
      );
    case 'failed':
      return (
        <span className={clsx(shape, 'bg-crit-bg text-crit')}>
          <X aria-label="failed" className="size-3.5" strokeWidth={2.5} />
        </span>
      );
    case 'running':
      return (
        <span className={clsx(shape, 'text-accent')}>
          <LoaderCircle aria-label="running" className="size-4.5 animate-spin" strokeWidth={2} />
        </span>
      );
    case 'skipped':
      return (
        <span className={clsx(shape, 'border border-line-strong text-ink-3')}>
          <SkipForward aria-label="skipped" className="size-3" strokeWidth={2} />
        </span>
      );
    case 'to do':
      return (
        <span className={clsx(shape, next ? 'bg-accent text-on-accent' : 'border border-line-strong text-ink-2')}>
          {number}
        </span>
      );
  }
}
