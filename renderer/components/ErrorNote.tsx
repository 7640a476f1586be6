import clsx from 'clsx';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  /** What failed and what it means. */
  readonly message: ReactNode;
  /** What the person can do. */
  readonly action?: ReactNode;
  /** Buttons that do it. */
  readonly children?: ReactNode;
  /** A warning still shows something useful; an error does not. */
  readonly tone?: 'critical' | 'warning';
  /** Without box, for where it stands in a row of its own. */
  readonly plain?: boolean;
}

/** An expected failure, shown where it happened: what failed, what it means, what to do. */
export function ErrorNote({ message, action, children, tone = 'critical', plain = false }: Props) {
  const Icon = tone === 'critical' ? CircleAlert : TriangleAlert;
  return (
    <div
      role="alert"
      className={clsx(
        'flex items-start gap-2 text-small',
        !plain && 'rounded-md px-3 py-2',
        !plain && (tone === 'critical' ? 'bg-crit-bg' : 'bg-warn-bg'),
      )}
    >
      <Icon
        aria-hidden
        className={clsx('mt-px size-4 shrink-0', tone === 'critical' ? 'text-crit' : 'text-warn')}
        strokeWidth={2}
      />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className={tone === 'critical' ? 'text-crit' : 'text-warn'}>{message}</p>
        {action && <p className="mt-0.5 text-ink-2">{action}</p>}
        {children && <div className="mt-2 flex flex-wrap gap-2">{children}</div>}
      </div>
    </div>
  );
}
