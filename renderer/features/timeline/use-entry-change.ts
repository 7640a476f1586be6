import { useState } from 'react';
import type { Outcome, Problem } from '#shared/domain/outcome.ts';

/** Sends one change of an entry: whether it is on its way, and why it was refused. Closes when it is written. */
export function useEntryChange(onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async (change: () => Promise<Outcome<unknown>>) => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const answer = await change();
    setBusy(false);
    if (answer.ok) onDone();
    else setProblem(answer.error);
  };
  return { busy, problem, send };
}
