import { statfsSync } from 'node:fs';

/** How the journal's file is kept (T60, T63); `doctor` shows it. */
export interface Storage {
  /** 'WAL', or 'DELETE' where a write-ahead log is not safe. Undefined: the file could not be opened for writing. */
  readonly journalMode: 'WAL' | 'DELETE' | undefined;
  /** Why it is not a write-ahead log, one line for a person. */
  readonly detail?: string;
  /** The kind of network file system that the data directory lies on, such as 'NFS'. */
  readonly networkFileSystem?: string;
  readonly sqliteVersion: string;
}

/** What the machine says, so that tests can say something else. */
export interface SystemFacts {
  /** `fs.statfsSync`. */
  readonly statfs?: (path: string) => { readonly type: number };
  /** `process.versions.sqlite`. */
  readonly sqliteVersion?: string;
}

/** Before 3.51.3 the write-ahead log could corrupt the file (T60). */
const SAFE_WAL = [3, 51, 3] as const;

/**
 * File systems whose locks or shared memory can't be relied upon between programs, by the `f_type` that Linux gives
 * them (statfs(2), linux/magic.h). FUSE may also be a local disk: then the rollback journal only costs some time.
 */
const NETWORK_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x01021997, '9P'],
  [0x65735546, 'FUSE'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x786f4256, 'shared folder of VirtualBox'],
]);

/** What kind of storage a data directory gets; the journal mode is the one to ask SQLite for. */
export function storageFor(dataDir: string, system: SystemFacts = {}): Storage & { journalMode: 'WAL' | 'DELETE' } {
  const sqliteVersion = system.sqliteVersion ?? process.versions.sqlite ?? 'unknown';
  const network = networkFileSystem(dataDir, system.statfs ?? statfsSync);
  if (network !== undefined) {
    const detail = `The data directory lies on a network file system (${network}): the slower rollback journal is used, and only one computer may write at a time.`;
    return { journalMode: 'DELETE', detail, networkFileSystem: network, sqliteVersion };
  }
  if (hasSafeWal(sqliteVersion)) return { journalMode: 'WAL', sqliteVersion };
  const detail = `SQLite ${sqliteVersion} has a fault in its write-ahead log: the slower rollback journal is used.`;
  return { journalMode: 'DELETE', detail, sqliteVersion };
}

/** Elsewhere than on Linux the numbers mean something else, and only Windows' network paths can be told. */
function networkFileSystem(dataDir: string, statfs: (path: string) => { readonly type: number }): string | undefined {
  if (process.platform === 'win32') return /^[\\/]{2}[^?.\\/]/.test(dataDir) ? 'network share' : undefined;
  if (process.platform !== 'linux') return undefined;
  try {
    // A 32-bit system gives the upper half of them as negative.
    return NETWORK_TYPES.get(statfs(dataDir).type >>> 0);
  } catch {
    return undefined;
  }
}

/** Whether the write-ahead log of that SQLite (`process.versions.sqlite`) may be used. */
export function hasSafeWal(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of SAFE_WAL.entries()) {
    const have = parts[index] ?? 0;
    if (have !== wanted) return have > wanted;
  }
  return true;
}
