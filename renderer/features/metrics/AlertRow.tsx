import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Alert } from '#shared/contract/index.ts';
import { formatDuration } from '#shared/domain/duration.ts';
import { labelPairs, pendingProgress } from './alert-list.ts';

interface Props {
  readonly alert: Alert;
  readonly now: number;
  /** How long it is active, short. */
  readonly age: string;
  /** Since when, on the chosen clock. */
  readonly since: string;
  /** Shown while the row is pointed at or has the focus. */
  readonly action: ReactNode;
  /** The runbook that answers it. */
  readonly runbook: ReactNode;
}

/** One alert: a dot and a word for its state, its name, its labels, for how long. */
export function AlertRow({ alert, now, age, since, action, runbook }: Props) {
  const progress = pendingProgress(alert, now);
  const pairs = labelPairs(alert);
  const summary = alert.annotations.summary ?? alert.annotations.description;
  return (
    <li className="group/alert relative flex items-start gap-3 border-b border-line px-3.5 py-2 hover:bg-hover focus-within:bg-hover">
      <span
        aria-hidden
        className={clsx(
          'mt-1.5 size-2 shrink-0 rounded-full',
          alert.state === 'firing' ? 'bg-crit' : 'border-[1.5px] border-warn',
        )}
      />
      <div className="min-w-0 flex-1" title={summary}>
        <p className="truncate font-medium">
          {alert.name}
          <span className="sr-only"> {alert.state}</span>
        </p>
        <p className="truncate text-small text-ink-2" title={pairs.join('\n')}>
          {alert.state === 'pending' && <PendingFor alert={alert} now={now} />}
          {alert.state === 'pending' && pairs.length > 0 && ' · '}
          {pairs.join(' · ')}
        </p>
        {progress !== undefined && (
          <span
            role="progressbar"
            aria-label={`${alert.name}: until it fires`}
            aria-valuenow={Math.round(progress * 100)}
            className="mt-1 block h-0.5 w-full max-w-40 overflow-hidden rounded-full bg-line-strong"
          >
            <span className="block h-full bg-warn" style={{ width: `${progress * 100}%` }} />
          </span>
        )}
        {runbook}
      </div>
      <span
        className="figure shrink-0 text-small text-ink-2 group-focus-within/alert:invisible group-hover/alert:invisible"
        title={`since ${since}`}
      >
        {age}
      </span>
      <span className="absolute top-2 right-2.5 opacity-0 group-focus-within/alert:opacity-100 group-hover/alert:opacity-100">
        {action}
      </span>
    </li>
  );
}

function PendingFor({ alert, now }: { readonly alert: Alert; readonly now: number }) {
  const active = Math.max(0, now - alert.activeAt);
  // Whole minutes once there are any: the bar below shows the rest, and calmly.
  const soFar = formatDuration(active < 60_000 ? active : Math.floor(active / 60_000) * 60_000);
  return alert.forSeconds === undefined
    ? `pending for ${soFar}`
    : `pending, for ${soFar} of ${formatDuration(alert.forSeconds * 1000)}`;
}
