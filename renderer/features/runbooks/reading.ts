import { createContext, use } from 'react';
import type { Runbook } from '#shared/domain/runbook.ts';
import type { ParameterValues } from './parameters.ts';

/** The runbook that is read, for everything that stands in its text. */
export interface Reading {
  readonly runbook: Runbook;
  /** Absent where it is only looked at: nothing can be checked off then. */
  readonly incidentId?: string;
  readonly values: ParameterValues;
  /** Opens another runbook that a link leads to. */
  readonly onRunbook: (runbookId: string) => void;
}

export const ReadingContext = createContext<Reading | undefined>(undefined);

export function useReading(): Reading {
  const reading = use(ReadingContext);
  if (!reading) throw new Error('text of a runbook outside of a runbook');
  return reading;
}
