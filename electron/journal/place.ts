import { realpathSync, statSync } from 'node:fs';
import { z } from 'zod';

/** Where a data directory lies, as its file system tells it; numbers as text, for they may have 64 bits. */
export const placeSchema = z.object({
  path: z.string(),
  device: z.string(),
  inode: z.string(),
  /** When the directory was made, ns since the epoch; '0' where the file system does not keep it. */
  bornNs: z.string(),
});
export type Place = z.infer<typeof placeSchema>;

export function placeOf(dataDir: string): Place {
  const { dev, ino, birthtimeNs } = statSync(dataDir, { bigint: true });
  return { path: realpathSync(dataDir), device: String(dev), inode: String(ino), bornNs: String(birthtimeNs) };
}

/**
 * Whether the directory at `now` is the one that was at `then`, and not a copy of it (T62). Moving it within a file
 * system keeps the inode and the time of birth, a copy has others, also where it takes the place and perhaps the very
 * inode number of the original. In doubt (moved across file systems) it counts as a copy: the new identity only begins
 * a new chain, while two directories with one identity would fork theirs. What cannot be told: an image of the disk.
 */
export function isSamePlace(then: Place, now: Place): boolean {
  const samePath = then.path === now.path;
  if (then.bornNs !== '0' && now.bornNs !== '0') {
    // Some file systems make up new inode numbers at each mount; the same path and birth then say enough.
    return then.bornNs === now.bornNs && (then.inode === now.inode || samePath);
  }
  // Device numbers change between starts of the machine, so the path may stand in for them.
  return then.inode === now.inode && (then.device === now.device || samePath);
}
