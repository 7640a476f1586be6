import { useEffect, useState } from 'react';
import { keepDraft, readDraft } from '../../components/index.ts';
import { isUnsaved, useStoreApi } from '../../store/index.ts';
import { keptName, readKept, writeKept } from './kept-text.ts';

const PAUSE_MS = 250;

/** What of a kept text is back: on the file as it was then, or on one that was changed since. */
export type Restored = 'same file' | 'other file';

/**
 * Keeps what is typed and not saved over a reload of the page, and brings it back when the same runbook is opened
 * again. `ready`: the file was read.
 */
export function useKeptText(ready: boolean): { readonly restored: Restored | undefined; forget(): void } {
  const store = useStoreApi();
  const [restored, setRestored] = useState<Restored>();

  useEffect(() => {
    const { runbookEditor: opened, writeRunbookText } = store.getState();
    if (!ready || !opened) return;
    const kept = readKept(readDraft(sessionStorage, keptName(opened)), opened);
    if (kept) {
      writeRunbookText(kept.text);
      setRestored(kept.revision === opened.source?.revision ? 'same file' : 'other file');
    }
    let last = opened;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      timer = undefined;
      keepDraft(sessionStorage, keptName(last), isUnsaved(last) ? writeKept(last) : '');
    };
    const stop = store.subscribe(({ runbookEditor: now }) => {
      if (now?.id !== opened.id || (now.text === last.text && now.source === last.source)) return;
      // It has a file now: under its former name it is kept no longer.
      if (keptName(now) !== keptName(last)) keepDraft(sessionStorage, keptName(last), '');
      last = now;
      timer ??= setTimeout(keep, PAUSE_MS);
    });
    const flush = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      keep();
    };
    window.addEventListener('pagehide', flush);
    return () => {
      stop();
      flush();
      window.removeEventListener('pagehide', flush);
    };
  }, [store, ready]);

  return {
    restored,
    forget() {
      const { runbookEditor: open, writeRunbookText } = store.getState();
      setRestored(undefined);
      if (open) writeRunbookText(open.source?.text ?? open.draft);
    },
  };
}
