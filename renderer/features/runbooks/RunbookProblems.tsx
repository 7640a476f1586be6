import { TriangleAlert } from 'lucide-react';
import { plural } from '#shared/domain/plural.ts';
import type { Runbook } from '#shared/domain/runbook.ts';

interface Props {
  readonly problems: Runbook['problems'];
  /** Shown at once: where one looks at a file because something is wrong with it. */
  readonly open?: boolean;
}

/** What could not be read of a file, each with its line, and what to do about it. */
export function RunbookProblems({ problems, open = false }: Props) {
  if (problems.length === 0) return null;
  return (
    <details open={open} className="border-b border-line px-3.5 py-2 text-small">
      <summary className="flex items-center gap-2 text-warn">
        <TriangleAlert aria-hidden className="size-3.5" strokeWidth={2} />
        {plural(problems.length, 'problem')} in this file
      </summary>
      <ul className="mt-1 pl-5.5 text-ink-2">
        {problems.map(({ level, line, message, action }) => (
          <li key={`${line} ${message}`} className="wrap-anywhere">
            <span className="figure">line {line}</span>
            {level === 'error' && <span className="text-crit"> error</span>}: {message} {action}
          </li>
        ))}
      </ul>
    </details>
  );
}
