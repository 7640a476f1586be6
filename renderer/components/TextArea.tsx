import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { fieldLook } from './TextField.tsx';

interface Props extends ComponentProps<'textarea'> {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** Under the field. */
  readonly hint?: ReactNode;
  /** Under the field, in place of the hint: what is wrong with what was typed. */
  readonly error?: ReactNode;
}

/** Several lines of text with their label. */
export function TextArea({ label, hideLabel, hint, error, className, id, rows = 3, ...rest }: Props) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const noteId = `${fieldId}-note`;
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={fieldId} className={hideLabel ? 'sr-only' : 'mb-1 block text-small font-medium text-ink-2'}>
        {label}
      </label>
      <textarea
        id={fieldId}
        rows={rows}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? noteId : undefined}
        className={clsx(fieldLook, 'resize-y py-1.5')}
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
