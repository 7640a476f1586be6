import type { TerminalsService } from '../terminals/index.ts';

/** What the runbooks need of the terminals, which record stepStarted and stepFinished. */
export type StepTerminals = Pick<TerminalsService, 'insert' | 'sessions'>;
