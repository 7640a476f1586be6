import { type FSWatcher, watch } from 'node:fs';

const SETTLE_MS = 150;

export interface WatchedDirectory {
  readonly path: string;
  /** Changes when another directory takes the path. */
  readonly key: string;
}

/**
 * Watches directories one by one: a recursive watch would take every file of a checkout, what no runbook is in
 * included. `onChange` comes once after each burst of changes, and not later when they never end.
 */
export function createDirectoryWatcher(onChange: () => void) {
  const watchers = new Map<string, FSWatcher>();
  let settling: NodeJS.Timeout | undefined;
  let failure: string | undefined;

  const changed = () => {
    settling ??= setTimeout(() => {
      settling = undefined;
      onChange();
    }, SETTLE_MS);
    settling.unref();
  };
  const drop = (key: string) => {
    watchers.get(key)?.close();
    watchers.delete(key);
  };
  const add = ({ path, key }: WatchedDirectory) => {
    try {
      const watcher = watch(path, { persistent: false }, changed);
      watcher.on('error', () => {
        drop(key);
        changed();
      });
      watchers.set(key, watcher);
      // What came between looking and watching.
      changed();
    } catch (error) {
      failure = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  };

  return {
    /** Watches these from now on, and no others. */
    set(directories: readonly WatchedDirectory[]): void {
      const wanted = new Set(directories.map(({ key }) => key));
      failure = undefined;
      for (const key of [...watchers.keys()]) if (!wanted.has(key)) drop(key);
      for (const directory of directories) if (!watchers.has(directory.key)) add(directory);
    },
    /** The system's code for why some directory can't be watched: it is out of watches, or can't watch there. */
    failure: (): string | undefined => failure,
    close(): void {
      clearTimeout(settling);
      for (const key of [...watchers.keys()]) drop(key);
    },
  };
}
