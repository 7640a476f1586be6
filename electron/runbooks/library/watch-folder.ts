import { existsSync, type FSWatcher, watch } from 'node:fs';

const SETTLE_MS = 150;
const RETRY_MS = 2_000;

/**
 * Calls `onChange` once after each burst of changes below a folder. A folder that does not exist yet, or is removed,
 * is looked for again; a system that can't watch is asked again too.
 */
export function watchFolder(folder: string, onChange: () => void): { close(): void } {
  let watcher: FSWatcher | undefined;
  let settling: NodeJS.Timeout | undefined;
  let closed = false;

  const changed = () => {
    clearTimeout(settling);
    settling = setTimeout(onChange, SETTLE_MS);
    settling.unref();
  };
  const stop = () => {
    watcher?.close();
    watcher = undefined;
  };
  const start = () => {
    if (closed || watcher || !existsSync(folder)) return;
    try {
      watcher = watch(folder, { recursive: true, persistent: false }, changed);
      watcher.on('error', stop);
      changed();
    } catch {
      // Out of watches, or a file system without them: the retry below looks again.
      watcher = undefined;
    }
  };
  const retry = setInterval(() => {
    if (watcher && !existsSync(folder)) {
      stop();
      changed();
    }
    start();
  }, RETRY_MS);
  retry.unref();
  start();

  return {
    close() {
      closed = true;
      clearInterval(retry);
      clearTimeout(settling);
      stop();
    },
  };
}
