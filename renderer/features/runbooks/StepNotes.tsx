import { Copy } from 'lucide-react';
import type { RunbookStep } from '#shared/domain/runbook.ts';
import { Button, copyText, ErrorNote } from '../../components/index.ts';
import type { StepProblem } from '../../store/index.ts';

/** Where a step wants to be run, and that it talks with the person; nothing where neither is so. */
export function StepPlace({ step: { cwd, interactive } }: { readonly step: RunbookStep }) {
  if (cwd === undefined && !interactive) return null;
  return (
    <p className="text-small text-ink-2">
      {cwd !== undefined && (
        <>
          Wants to be run in <code className="font-mono">{cwd}</code>.{' '}
        </>
      )}
      {interactive && 'Talks with you: it is put at the prompt, never sent.'}
    </p>
  );
}

interface ProblemProps {
  readonly problem: StepProblem;
  /** Where it only waits for a name to be typed, the way around is not offered. */
  readonly copyable: boolean;
}

/** Why a step is not in the terminal, and its command to be taken there by hand. */
export function ProblemNote({ problem, copyable }: ProblemProps) {
  const { commandLine } = problem;
  return (
    <ErrorNote message={problem.message} action={problem.action}>
      {commandLine !== undefined && copyable && (
        <Button icon={Copy} onClick={() => void copyText(commandLine)}>
          Copy the command
        </Button>
      )}
    </ErrorNote>
  );
}
