import { type IncidentRecord, openRecord } from '../record.ts';
import type { CallOptions } from '../rpc/handlers.ts';
import { type CliContext, type CliResult, failed } from './context.ts';

/** What a service asks about its caller: a command line does not go away while it waits. */
export const NO_CALLER: CallOptions = { signal: new AbortController().signal };

/** Opens the record of the data directory for one command; the application may have it open as well. */
export async function withRecord(
  { dataDir, files, actorName }: CliContext,
  run: (record: IncidentRecord) => Promise<CliResult> | CliResult,
): Promise<CliResult> {
  let record: IncidentRecord;
  try {
    record = openRecord({ dataDir, resourcesDir: files.resources, actorName });
  } catch (error) {
    if (!isFileError(error)) throw error;
    return failed({
      message: `The data directory ${dataDir} cannot be used (${error.code}).`,
      action: 'Make it writable, or choose another with --data-dir.',
    });
  }
  try {
    return await run(record);
  } finally {
    record.close();
  }
}

/** The operating system's refusals are expected; everything else is a bug. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
