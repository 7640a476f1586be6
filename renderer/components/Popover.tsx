import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

interface Props {
  /** One button. */
  readonly trigger: ReactElement;
  /** What a screen reader calls it. */
  readonly label: string;
  readonly align?: 'start' | 'center' | 'end';
  readonly children: ReactNode;
}

/** More about something, opened by a button beside it. Escape closes it. Not modal, as menus are not. */
export function Popover({ trigger, label, align = 'start', children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="appear z-50 max-h-(--radix-popover-content-available-height) w-100 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-md border border-line-strong bg-overlay shadow-pop outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
