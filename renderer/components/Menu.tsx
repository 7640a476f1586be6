import clsx from 'clsx';
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import type { Icon } from './Icon.ts';
import { Kbd } from './Kbd.tsx';

interface MenuProps {
  /** One button. */
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'center' | 'end';
  /** Where something else than its button opens it, too. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Takes the focus when it closes, in place of its button. */
  readonly onClosed?: () => void;
  readonly children: ReactNode;
}

/** A list of things to do, opened by a button. Not modal: Radix' modal menus inject a style element, which the CSP refuses. */
export function Menu({ trigger, align = 'start', open, onOpenChange, onClosed, children }: MenuProps) {
  return (
    <Radix.Root modal={false} {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (!onClosed) return;
            event.preventDefault();
            onClosed();
          }}
          className="appear z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-md border border-line-strong bg-overlay p-1 shadow-pop outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const row =
  'flex min-h-7 items-center gap-2 rounded-sm px-2 py-1 text-body text-ink outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover';

interface ItemProps {
  readonly icon?: Icon;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** A second, quieter line. */
  readonly hint?: ReactNode;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem({ icon: Icon, shortcut, disabled, danger, hint, onSelect, children }: ItemProps) {
  return (
    <Radix.Item {...(disabled !== undefined && { disabled })} onSelect={onSelect} className={row}>
      {Icon && (
        <Icon aria-hidden className={clsx('size-4 shrink-0', danger ? 'text-crit' : 'text-ink-3')} strokeWidth={1.75} />
      )}
      <span className={clsx('min-w-0 flex-1', danger && 'text-crit')}>
        {children}
        {hint && <span className="block text-small text-ink-2">{hint}</span>}
      </span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </Radix.Item>
  );
}

interface ChoiceProps<Value extends string> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly hint?: ReactNode }[];
}

/** One of several; the present one is ticked. */
export function MenuChoice<Value extends string>({ value, onChange, options }: ChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={row}>
          <span className="w-4 shrink-0">
            <Radix.ItemIndicator>
              <Check aria-hidden className="size-4 text-accent" strokeWidth={2} />
            </Radix.ItemIndicator>
          </span>
          <span className="min-w-0 flex-1">
            {option.label}
            {option.hint && <span className="block text-small text-ink-2">{option.hint}</span>}
          </span>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

interface CheckProps {
  readonly icon?: Icon;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** One of several that may hold together; the menu stays open, so that more of them can be chosen. */
export function MenuCheck({ icon: Icon, checked, onChange, children }: CheckProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={row}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} />}
      <span className="min-w-0 flex-1">{children}</span>
      <span className="w-4 shrink-0">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent" strokeWidth={2} />
        </Radix.ItemIndicator>
      </span>
    </Radix.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-small text-ink-3">{children}</Radix.Label>;
}
