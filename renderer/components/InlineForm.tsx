import { type FormEvent, type KeyboardEvent, type ReactNode, useCallback, useState } from 'react';
import type { Outcome, Problem } from '#shared/domain/outcome.ts';
import { Button } from './Button.tsx';
import { ErrorNote } from './ErrorNote.tsx';

interface Props {
  /** What a screen reader calls it: "Title". */
  readonly label: string;
  /** Sends what was typed. Undefined: it cannot be sent, and the fields say why. */
  readonly submit: () => Promise<Outcome<unknown>> | undefined;
  readonly onClose: () => void;
  readonly save?: string;
  /** The key that saves from anywhere inside, where it is not plain Enter. */
  readonly shortcut?: string;
  /** What leaving is called, where what was typed is kept. */
  readonly leave?: string;
  /** Codes of refusals that a field shows itself. */
  readonly shownBeside?: readonly string[];
  /** More buttons, between Save and Cancel; `send` does for theirs what Save does for `submit`. */
  readonly others?: ((send: (change: Promise<Outcome<unknown>>) => void) => ReactNode) | undefined;
  readonly children: ReactNode;
}

/** Edits something where it stands: Enter saves (with Ctrl in several lines), Escape leaves it as it was. */
export function InlineForm(props: Props) {
  const { label, submit, onClose, save = 'Save', leave = 'Cancel', shortcut, others, shownBeside, children } = props;
  const { busy, problem, attempt } = useAttempt();
  const send = async (change: Promise<Outcome<unknown>>) => {
    if (await attempt(change)) onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const answer = busy ? undefined : submit();
    if (answer) void send(answer);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      // What it stands in closes on Escape too, but not before it.
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    }
  };
  return (
    <form aria-label={label} onSubmit={onSubmit} onKeyDown={onKeyDown} className="flex min-w-0 flex-col gap-2.5">
      {children}
      {problem && !shownBeside?.includes(problem.code) && (
        <ErrorNote message={problem.message} action={problem.action} />
      )}
      <div className="flex flex-wrap items-center gap-1.5">
        <Button type="submit" look="primary" busy={busy} {...(shortcut && { shortcut })}>
          {save}
        </Button>
        {others?.((change) => void send(change))}
        <Button look="quiet" onClick={onClose}>
          {leave}
        </Button>
      </div>
    </form>
  );
}

/**
 * Sends a change, shows that it is under way, and keeps what was wrong with it. `attempt` answers whether it is done;
 * what holds already counts as done. It is the same function as long as the component is there.
 */
export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const attempt = useCallback(async (change: Promise<Outcome<unknown>>): Promise<boolean> => {
    setBusy(true);
    const answer = await change;
    setBusy(false);
    const done = answer.ok || answer.error.code === 'no-change';
    setProblem(done ? undefined : answer.error);
    return done;
  }, []);
  return { busy, problem, attempt, dismissProblem: () => setProblem(undefined) };
}
