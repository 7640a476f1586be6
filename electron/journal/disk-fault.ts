import { type StorageFault, storageFault } from './sqlite-error.ts';

/** What the disk said, for a person, and what to do about it. */
export interface DiskFault {
  readonly message: string;
  readonly action: string;
}

const CHECK = 'Check the disk, then try again.';

const bySystem: Readonly<Record<string, DiskFault>> = {
  ENOENT: { message: 'there is no such file or folder', action: 'Name one that exists.' },
  ENOTDIR: { message: 'a part of the path is not a folder', action: 'Name another path.' },
  EISDIR: { message: 'it is a folder', action: 'Name a file.' },
  ENOTSUP: { message: 'the file system has no hard links', action: 'Copy the data directory to another disk.' },
};

const byFault: Readonly<Record<StorageFault, DiskFault>> = {
  full: { message: 'the disk is full', action: 'Free some space, then try again.' },
  'read-only': { message: 'nothing can be written there', action: 'Make the folder writable, or choose another.' },
  busy: { message: 'another program holds the journal', action: 'Try again.' },
  disk: { message: 'the disk reported an error', action: CHECK },
  damaged: { message: 'the file is damaged', action: 'Run: war-room journal salvage' },
};

/** What a thrown value says about the disk, from Node or from SQLite; undefined when it is a bug. */
export function diskFault(error: unknown): DiskFault | undefined {
  const fault = storageFault(error);
  if (fault !== undefined) return byFault[fault];
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return bySystem[String(error.code)] ?? { message: error.message, action: CHECK };
}
