import { useEffect, useState } from 'react';
import type { Outcome, Problem } from '#shared/domain/outcome.ts';

/** What was asked for: not there yet, there, or why not. */
export type Loaded<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: Value }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * Asks once, and again whenever `load` is another function (`useCallback`). What was there stays until the new answer
 * has come; an answer that was overtaken is dropped.
 */
export function useLoaded<Value>(load: () => Promise<Outcome<Value>>): Loaded<Value> & { readonly again: () => void } {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ kind: 'loading' });
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asking again is one more time the same
  useEffect(() => {
    let overtaken = false;
    void load().then((answer) => {
      if (overtaken) return;
      setLoaded(answer.ok ? { kind: 'ready', value: answer.value } : { kind: 'failed', problem: answer.error });
    });
    return () => {
      overtaken = true;
    };
  }, [load, asked]);
  return { ...loaded, again: () => setAsked((times) => times + 1) };
}
