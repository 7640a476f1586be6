import clsx from 'clsx';
import { formatDuration } from '#shared/domain/duration.ts';
import type { StepView } from './steps.ts';

/** At the right of a step: how it ended, or how risky it is. */
export function StepMeta({ view: { step, state, progress } }: { readonly view: StepView }) {
  const place = 'shrink-0 pt-0.5 text-small';
  if (state === 'done' || state === 'failed') {
    const exit = progress?.exitCode === undefined ? 'exit unknown' : `exit ${progress.exitCode}`;
    const took = progress?.durationMs === undefined ? '' : ` · ${formatDuration(progress.durationMs)}`;
    return (
      <span className={clsx('figure', place, state === 'failed' ? 'text-crit' : 'text-ink-2')}>
        {exit}
        {took}
      </span>
    );
  }
  if (state === 'running') return <span className={clsx(place, 'text-accent')}>running</span>;
  if (state === 'skipped') {
    return (
      <span className={clsx(place, 'max-w-48 truncate text-ink-3')} title={progress?.reason}>
        skipped{progress?.reason ? `: ${progress.reason}` : ''}
      </span>
    );
  }
  const { level, reason } = step.risk;
  if (!step.parsed) {
    return (
      <span className={clsx(place, 'text-warn')} title="bash cannot read this command">
        not understood
      </span>
    );
  }
  return (
    <span className={clsx(place, level === 'dangerous' ? 'font-medium text-crit' : 'text-ink-2')} title={reason}>
      {level}
    </span>
  );
}
