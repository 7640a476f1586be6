import clsx from 'clsx';
import type { Session } from '#shared/contract/index.ts';

const states = {
  active: {
    dot: 'bg-crit',
    text: 'recording',
    title: 'Commands of this tab go on the timeline, with exit code and output.',
  },
  starting: { dot: 'bg-ink-3', text: 'starting', title: 'The shell has not reached its first prompt yet.' },
  none: {
    dot: 'border border-ink-3',
    text: 'commands not recorded',
    title: 'This shell does not say where a command begins and ends, so its commands are not on the timeline.',
  },
} as const;

/** Whether the commands of a tab go on the timeline. */
export function RecordingMark({ session }: { readonly session: Session }) {
  if (session.state === 'exited') return null;
  const { dot, text, title } = states[session.integration];
  return (
    <span className="mr-1 flex shrink-0 items-center gap-1.5 text-small text-ink-2" title={title}>
      <span aria-hidden className={clsx('size-1.5 rounded-full', dot)} />
      {text}
    </span>
  );
}
