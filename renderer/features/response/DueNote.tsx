import clsx from 'clsx';
import type { DueWords } from './updates/update-due.ts';

const looks = {
  quiet: 'text-ink-2',
  near: 'bg-warn-bg px-1.5 text-warn',
  late: 'bg-crit-bg px-1.5 text-crit',
} as const;

/** When something is due, amber near its limit and red past it, with the words. */
export function DueNote({ words, look }: DueWords) {
  return <span className={clsx('rounded-sm py-0.5 text-small tabular-nums', looks[look])}>{words}</span>;
}
