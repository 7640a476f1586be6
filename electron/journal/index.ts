export { backup } from './backup.ts';
export type { ImportProblemCode, ImportReport, SealedEvent, StreamBundle } from './bundle.ts';
export { type CheckedBundle, checkBundleInTurns } from './check-bundle.ts';
export { prepareDataDir } from './data-dir.ts';
export { setJournalMode } from './database.ts';
export { diskFault } from './disk-fault.ts';
export { sha256 } from './hashing.ts';
export type {
  AppendContext,
  AppendProblemCode,
  ChainHead,
  Journal,
  Position,
  StoredEvent,
  StreamDrafts,
} from './journal.ts';
export { namedBlobs } from './named-blobs.ts';
export { newUuidV7 } from './new-id.ts';
export { openJournal } from './open-journal.ts';
export { isOwnFile } from './own-file.ts';
export type { PurgeProblemCode, PurgeReport } from './purge-report.ts';
export { restore } from './restore.ts';
export { type SalvageReport, salvage } from './salvage.ts';
export type { MissingEvents } from './salvage-carry-over.ts';
export { isSignedHead, type SignedHead, signedHeadSchema } from './signed-head.ts';
export { storageFault } from './sqlite-error.ts';
export type { Storage } from './storage.ts';
export { toVerifiable, verifyEvents } from './verify.ts';
export type { VerifyReport } from './verify-report.ts';
