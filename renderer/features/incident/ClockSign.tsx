import clsx from 'clsx';
import { Check, Hourglass, PhoneOutgoing, TriangleAlert } from 'lucide-react';
import type { Clock } from '#shared/domain/clocks.ts';
import type { ClockWords } from './clock-words.ts';

const icons = { quiet: Hourglass, done: Check, near: Hourglass, late: TriangleAlert } as const;

interface Props {
  readonly look: ClockWords['look'];
  readonly kind: Clock['kind'];
  readonly className?: string;
}

/** The sign of a clock: its state, or that somebody is to be called. */
export function ClockSign({ look, kind, className }: Props) {
  const Sign = kind === 'escalation' && (look === 'quiet' || look === 'near') ? PhoneOutgoing : icons[look];
  return (
    <Sign
      aria-hidden
      className={clsx('size-3.5 shrink-0', look === 'done' && 'text-ok', look === 'quiet' && 'text-ink-3', className)}
      strokeWidth={2}
    />
  );
}
