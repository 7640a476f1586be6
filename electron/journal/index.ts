import type { Journal, JournalOptions } from './journal.ts';

export type { AppendProblemCode, Journal, JournalOptions, Position, StoredEvent } from './journal.ts';
export type { ChainReport, VerifyProblem, VerifyReport } from './verify.ts';

/** Opens the journal of a data directory, or says in `status` why it can only be read, or not even that. Never throws for what is on the disk. */
export declare function openJournal(options: JournalOptions): Journal;
