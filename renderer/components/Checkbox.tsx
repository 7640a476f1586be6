import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

interface Props extends Omit<ComponentProps<'input'>, 'type'> {
  readonly label: ReactNode;
}

/** The platform's own box with its words, all of which can be clicked. */
export function Checkbox({ label, className, ...rest }: Props) {
  return (
    <label className={clsx('flex min-h-7 min-w-0 items-start gap-2.5 py-1', className)}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...rest} />
      <span className="min-w-0 flex-1 wrap-anywhere">{label}</span>
    </label>
  );
}
