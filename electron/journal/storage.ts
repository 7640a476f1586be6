/** How the journal's file is kept (T60, T63); `doctor` shows it. */
export interface Storage {
  /** 'WAL', or 'DELETE' where a write-ahead log is not safe. Undefined: the file could not be opened. */
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
