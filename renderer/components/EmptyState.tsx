import type { ReactNode } from 'react';
import type { Icon } from './Icon.ts';

interface Props {
  readonly icon?: Icon;
  readonly title: string;
  /** What would be here, and how it gets here. One or two lines. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** What stands where there is nothing yet: it teaches the next step. */
export function EmptyState({ icon: Icon, title, children, actions }: Props) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-1.5 p-6 text-center">
      {Icon && <Icon aria-hidden className="mb-1 size-5 text-ink-3" strokeWidth={1.5} />}
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-72 text-small text-pretty text-ink-2">{children}</div>}
      {actions && <div className="mt-3 flex max-w-full flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
