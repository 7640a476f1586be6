import clsx from 'clsx';
import { Check, CircleAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { plural } from '#shared/domain/plural.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { Button } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import type { Checking } from './use-checking.ts';

/** More than anybody corrects before looking again. */
const MOST = 100;

interface Props {
  readonly problems: Runbook['problems'];
  readonly checking: Checking;
  readonly onGoTo: (line: number) => void;
}

/** What is wrong with the text, each with its line, under the text. */
export function ProblemList({ problems, checking, onGoTo }: Props) {
  const refused = useStore(({ runbookEditor: open }) => (open?.checked?.ok === false ? open.checked.error : undefined));
  const words = refused
    ? 'It cannot be checked'
    : problems.length > 0
      ? plural(problems.length, 'problem')
      : 'No problem';
  const Icon = problems.length > 0 || refused ? TriangleAlert : Check;
  return (
    <section aria-label="Problems" className="shrink-0 border-t border-line bg-raised text-small">
      <div className="flex min-h-7 items-center gap-2 px-3 py-0.5">
        <p role="status" className="flex items-center gap-2 text-ink-2">
          {checking === 'up to date' && (
            <Icon
              aria-hidden
              className={clsx('size-3.5 shrink-0', problems.length > 0 || refused ? 'text-warn' : 'text-ok')}
              strokeWidth={2}
            />
          )}
          {checking === 'up to date' ? words : checking === 'soon' ? 'Checking …' : 'Changed since it was checked.'}
        </p>
        {checking === 'on demand' && <CheckNow />}
      </div>
      {refused && (
        <p className="px-3 pb-1.5 text-crit">
          {refused.message} {refused.action}
        </p>
      )}
      {problems.length > 0 && (
        <ul className="max-h-28 overflow-y-auto border-t border-line py-1">
          {problems.slice(0, MOST).map(({ level, line, message, action }) => (
            <li key={`${line} ${message}`}>
              <button
                type="button"
                data-ring="inside"
                className="flex min-h-7 w-full items-start gap-2 px-3 py-1 text-left hover:bg-hover"
                onClick={() => onGoTo(line)}
              >
                <CircleAlert
                  aria-hidden
                  className={clsx('mt-px size-3.5 shrink-0', level === 'error' ? 'text-crit' : 'text-warn')}
                  strokeWidth={2}
                />
                <span className="figure shrink-0 text-ink-2">line {line}</span>
                <span className="min-w-0 flex-1 wrap-anywhere">
                  {message} <span className="text-ink-2">{action}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A long text is checked when one asks for it. */
function CheckNow() {
  const checkRunbookText = useStore((state) => state.checkRunbookText);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    await checkRunbookText();
    setBusy(false);
  };
  return (
    <Button look="quiet" busy={busy} onClick={() => void check()}>
      Check
    </Button>
  );
}
