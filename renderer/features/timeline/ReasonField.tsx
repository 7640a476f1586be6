import clsx from 'clsx';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { fieldLook } from '../../components/index.ts';

interface Props {
  readonly reason: string;
  readonly onChange: (reason: string) => void;
  /** The usual reasons, the likeliest first. */
  readonly presets: readonly string[];
  readonly autoFocus?: boolean;
  readonly className?: string;
}

/** Asks why. The likeliest reason stands in the field, so that Enter is enough; typing replaces it, arrows choose another. */
export function ReasonField({ reason, onChange, presets, autoFocus = false, className }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  const choose = (preset: string) => {
    onChange(preset);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = presets[(presets.indexOf(reason) + by + presets.length) % presets.length];
    if (next !== undefined) onChange(next);
  };
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-small font-medium text-ink-2">
        Why?
      </label>
      <input
        ref={field}
        id={id}
        type="text"
        required
        maxLength={2000}
        autoComplete="off"
        value={reason}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className={clsx(fieldLook, 'h-8')}
      />
      <div className="mt-1.5 flex flex-wrap gap-1">
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            tabIndex={-1}
            aria-pressed={preset === reason}
            onClick={() => choose(preset)}
            className="min-h-7 rounded-md border border-line-strong px-2 text-small text-ink-2 hover:bg-hover aria-pressed:border-accent aria-pressed:text-ink"
          >
            {preset}
          </button>
        ))}
      </div>
    </div>
  );
}
