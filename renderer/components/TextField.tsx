import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';

export interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string;
  /** The label is read out, but not shown: for where the place says it. */
  readonly hideLabel?: boolean;
  /** Under the field. */
  readonly hint?: ReactNode;
  /** Under the field, in place of the hint: what is wrong with what was typed. */
  readonly error?: ReactNode;
  readonly mono?: boolean;
}

/** The looks of everything one types into. */
export const fieldLook =
  'w-full rounded-md border border-edge bg-raised px-2.5 text-body text-ink transition-colors focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-crit [&::-webkit-calendar-picker-indicator]:opacity-40';

/** One line of text with its label. */
export function TextField({ label, hideLabel, hint, error, mono, className, id, ...rest }: TextFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const noteId = `${fieldId}-note`;
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={fieldId} className={hideLabel ? 'sr-only' : 'mb-1 block text-small font-medium text-ink-2'}>
        {label}
      </label>
      <input
        id={fieldId}
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? noteId : undefined}
        className={clsx(fieldLook, 'h-8', mono && 'font-mono')}
        {...rest}
      />
      {note && (
        <p id={noteId} className={clsx('mt-1 text-small', error ? 'text-crit' : 'text-ink-3')}>
          {note}
        </p>
      )}
    </div>
  );
}
