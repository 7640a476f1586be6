import { RotateCcw } from 'lucide-react';
import type { Session } from '#shared/contract/index.ts';
import { Button } from '../../components/index.ts';

/** A shell that lives shorter, milliseconds, did not get as far as a person would want. */
const AT_ONCE = 3_000;

interface Props {
  readonly session: Session;
  /** Milliseconds; undefined where nobody saw it end. */
  readonly lifetime: number | undefined;
  readonly onRestart: () => void;
  readonly onClose: () => void;
}

/** Below the last words of a shell that is gone: how it ended, and what can be done. */
export function ExitBar({ session, lifetime, onRestart, onClose }: Props) {
  const { exitCode } = session;
  // Who got to a prompt, and left it, was no accident.
  const atOnce = lifetime !== undefined && lifetime < AT_ONCE && session.integration !== 'active';
  const code = exitCode === undefined ? '' : ` with exit code ${exitCode}`;
  return (
    <div
      role="status"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-t border-line bg-pane px-3.5 py-1.5 text-ink-2"
    >
      <span className={exitCode ? 'min-w-40 flex-1 text-crit' : 'min-w-40 flex-1'}>
        {atOnce ? (
          <>
            {session.shell.split('/').at(-1)} ended at once{code}.{' '}
            <span className="text-ink-2">What it said stands above.</span>
          </>
        ) : (
          `The shell ended${code}.`
        )}
      </span>
      <span className="flex shrink-0 items-center gap-1">
        <Button icon={RotateCcw} onClick={onRestart}>
          Restart
        </Button>
        <Button look="quiet" onClick={onClose}>
          Close tab
        </Button>
      </span>
    </div>
  );
}
