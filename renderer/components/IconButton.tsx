import clsx from 'clsx';
import type { ComponentProps } from 'react';
import type { Icon } from './Icon.ts';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  readonly icon: Icon;
  /** What it does: read out, and shown on hover. */
  readonly label: string;
  /** Shown beside the label on hover. */
  readonly shortcut?: string;
  /** For a button that switches something on and off. */
  readonly pressed?: boolean;
}

/** A button of one icon, 28 px square, that says on hover what it does. */
export function IconButton({ icon: Icon, label, shortcut, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} {...(shortcut && { shortcut })}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={clsx(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-3 transition-colors',
          'hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-50',
          'aria-pressed:bg-accent-bg aria-pressed:text-accent data-[state=open]:bg-hover data-[state=open]:text-ink',
          className,
        )}
        {...rest}
      >
        <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      </button>
    </Tooltip>
  );
}
