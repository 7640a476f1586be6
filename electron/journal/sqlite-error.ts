/** SQLite's primary result codes (https://sqlite.org/rescode.html) that say something about the disk, not about us. */
const meanings = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'disk',
  11: 'damaged',
  13: 'full',
  14: 'disk',
  26: 'damaged',
} as const;

export type StorageFault = (typeof meanings)[keyof typeof meanings];

/** What the system says when a file beside the database, such as evidence, can't be written. */
const bySystem: Readonly<Record<string, StorageFault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EIO: 'disk',
};

/** What a thrown value says about the storage; undefined when it is a bug and has to be thrown on. */
export function storageFault(error: unknown): StorageFault | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('syscall' in error && 'code' in error) return bySystem[String(error.code)];
  if (!('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  const primary = error.errcode & 0xff;
  return primary in meanings ? meanings[primary as keyof typeof meanings] : undefined;
}
