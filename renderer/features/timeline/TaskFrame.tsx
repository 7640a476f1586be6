import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Problem } from '#shared/domain/outcome.ts';
import { Button, ErrorNote } from '../../components/index.ts';
import { NotSaved } from './NotSaved.tsx';

interface Props {
  readonly label: string;
  readonly confirm: string;
  /** The key that confirms from anywhere inside. */
  readonly confirmKeys: 'Enter' | 'Mod+Enter';
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly problem: Problem | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A change of one entry, made in its place. Escape leaves it; what was not saved says so and stays. */
export function TaskFrame(props: Props) {
  const { label, confirm, confirmKeys, busy, disabled = false, problem, onConfirm, onClose, children } = props;
  const form = useRef<HTMLFormElement>(null);
  // Its buttons too, not only the field that took the focus.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!disabled) onConfirm();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The row's own keys mean letters in here.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.current?.requestSubmit();
    }
  };
  return (
    <form
      ref={form}
      aria-label={label}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      className="mt-2 flex flex-col gap-2.5 rounded-md border border-line-strong bg-overlay p-2.5"
    >
      {children}
      {problem && <ErrorNote plain message={<NotSaved message={problem.message} />} action={problem.action} />}
      <div className="flex flex-wrap justify-end gap-1.5">
        <Button look="quiet" shortcut="Esc" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" look="primary" busy={busy} disabled={disabled} shortcut={confirmKeys}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}
