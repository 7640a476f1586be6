import clsx from 'clsx';
import type { ComponentProps } from 'react';
import type { Icon } from './Icon.ts';
import { Kbd } from './Kbd.tsx';
import { Spinner } from './Spinner.tsx';

const looks = {
  /** The one thing to do next. At most one in a view. */
  primary: 'bg-accent text-on-accent hover:bg-accent-strong font-semibold',
  secondary: 'border border-line-strong bg-raised text-ink hover:bg-hover font-medium',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink font-medium',
  danger: 'bg-crit-solid text-on-crit hover:brightness-110 font-semibold',
} as const;

const sizes = {
  small: 'h-7 px-2 gap-1.5',
  medium: 'h-8 px-3 gap-2',
  large: 'h-10 px-4 gap-2',
} as const;

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof looks;
  readonly size?: keyof typeof sizes;
  readonly icon?: Icon;
  /** The key that does the same. */
  readonly shortcut?: string;
  /** Shows that it works on it, and takes no second press. */
  readonly busy?: boolean;
}

/** A button with words on it. Its hit area is never under 28 px. */
export function Button({
  look = 'secondary',
  size = 'small',
  icon: Icon,
  shortcut,
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-md text-body whitespace-nowrap transition-colors select-none',
        'disabled:pointer-events-none disabled:opacity-55',
        looks[look],
        sizes[size],
        className,
      )}
      {...rest}
    >
      {busy ? <Spinner /> : Icon && <Icon aria-hidden className="size-4 shrink-0" strokeWidth={2} />}
      {children}
      {shortcut && <Kbd onSolid={look === 'primary' || look === 'danger'}>{shortcut}</Kbd>}
    </button>
  );
}
