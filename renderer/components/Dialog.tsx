import clsx from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { IconButton } from './IconButton.tsx';

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** One line under the title. */
  readonly description?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large' | 'wide';
  /** Below a line, at the right: what closes it. */
  readonly footer?: ReactNode;
  /** What had the focus before it opened is gone by the time it closes. */
  readonly onLostFocus?: () => void;
  readonly children: ReactNode;
}

const widths = { small: 'w-100', medium: 'w-140', large: 'w-220', wide: 'w-320' } as const;

/** Asks for something before the work goes on. Escape closes it; the focus returns to where it was. */
export function Dialog({ open, onOpenChange, ...rest }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        {/* A plain scrim: Radix' own overlay injects a style element, which the page's CSP refuses. */}
        <div aria-hidden className="appear fixed inset-0 z-40 bg-scrim" />
        <Content {...rest} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function Content(props: Omit<Props, 'open' | 'onOpenChange'>) {
  const { title, description, size = 'medium', footer, onLostFocus, children } = props;
  // Radix returns the focus to the trigger alone, and a dialog opened by a key has none.
  const [returnTo] = useState(() => document.activeElement);
  return (
    <Radix.Content
      {...(description ? {} : { 'aria-describedby': undefined })}
      // Without a field to begin with, not the cross: its tooltip would take the first Escape.
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        // It comes a moment later: by then the next dialog may be open and being typed into.
        if (document.activeElement !== document.body) return;
        if (returnTo instanceof HTMLElement && returnTo.isConnected && returnTo !== document.body) returnTo.focus();
        else onLostFocus?.();
      }}
      className={clsx(
        'appear fixed left-1/2 z-40 flex max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col',
        'rounded-md border border-line-strong bg-overlay shadow-pop outline-none',
        size === 'wide' ? 'top-[4vh] max-h-[92vh]' : 'top-[12vh] max-h-[78vh]',
        widths[size],
      )}
    >
      <header className="flex shrink-0 items-start gap-3 pt-4 pr-3 pb-3 pl-5">
        <div className="min-w-0 flex-1">
          <Radix.Title className="text-title font-semibold">{title}</Radix.Title>
          {description && <Radix.Description className="mt-0.5 text-ink-2">{description}</Radix.Description>}
        </div>
        <Radix.Close asChild>
          <IconButton icon={X} label="Close" />
        </Radix.Close>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
      {footer && (
        <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line px-5 py-3">
          {footer}
        </footer>
      )}
    </Radix.Content>
  );
}
