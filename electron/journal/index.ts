export { prepareDataDir } from './data-dir.ts';
export type { AppendProblemCode, Journal, JournalOptions, Position, StoredEvent } from './journal.ts';
export { newUuidV7 } from './new-id.ts';
export { openJournal } from './open-journal.ts';
export {
  type ChainReport,
  toVerifiable,
  type VerifiableEvent,
  type VerifyProblem,
  type VerifyReport,
  verifyEvents,
} from './verify.ts';
