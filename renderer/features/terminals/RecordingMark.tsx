import clsx from 'clsx';
import type { Session } from '#shared/contract/index.ts';

const states = {
  active: {
    dot: 'bg-ok',
    text: 'commands recorded',
    title:
      'Every command of this tab goes on the timeline with its folder, duration, exit code and an excerpt of its output. What else the terminal shows is not recorded.',
  },
  starting: { dot: 'bg-ink-3', text: 'starting', title: 'The shell has not reached its first prompt yet.' },
  none: {
    dot: 'border border-warn',
    text: 'commands not recorded',
    title: 'This shell does not say where a command begins and ends, so its commands do not go on the timeline.',
  },
} as const;

/** Whether the commands of a tab go on the timeline. */
export function RecordingMark({ session }: { readonly session: Session }) {
  if (session.state === 'exited') return null;
  const { dot, text, title } = states[session.integration];
  return (
    <span className="mr-1 flex min-w-0 items-center gap-1.5 text-small text-ink-2" title={title}>
      <span aria-hidden className={clsx('size-1.5 shrink-0 rounded-full', dot)} />
      <span className="truncate">{text}</span>
    </span>
  );
}
