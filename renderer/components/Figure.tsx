import clsx from 'clsx';
import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** Set smaller, after the figure. */
  readonly unit?: string;
  readonly size?: 'body' | 'title' | 'figure';
  readonly className?: string;
}

const sizes = { body: 'text-body', title: 'text-title', figure: 'text-figure' } as const;

/** A number: mono, tabular, so that it does not dance when it changes. Empty unit: none. */
export function Figure({ children, unit, size = 'body', className }: Props) {
  return (
    <span className={clsx('figure font-medium whitespace-nowrap', sizes[size], className)}>
      {children}
      {unit && <span className="ml-0.5 font-sans text-small font-normal text-ink-2">{unit}</span>}
    </span>
  );
}
