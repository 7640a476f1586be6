export { prepareDataDir } from './data-dir.ts';
export type { AppendProblemCode, Journal, Position, StoredEvent } from './journal.ts';
export { newUuidV7 } from './new-id.ts';
export { openJournal } from './open-journal.ts';
export { toVerifiable, type VerifyReport, verifyEvents } from './verify.ts';
