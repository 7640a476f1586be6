import { useEffect, useRef } from 'react';
import { useStore } from '../../store/index.ts';

/** Long enough not to check every letter. */
const PAUSE_MS = 250;
/** The services do other things, too: of a long text they get this much rest between two checks. */
const REST = 2;

/** Has the text checked whenever one pauses; answers whether what is shown of it is behind. */
export function useChecking(ready: boolean): boolean {
  const text = useStore((state) => state.runbookEditor?.text);
  const behind = useStore(({ runbookEditor }) => runbookEditor?.checkedText !== runbookEditor?.text);
  const checkRunbookText = useStore((state) => state.checkRunbookText);
  const took = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another check
  useEffect(() => {
    if (!ready || !behind) return;
    const timer = setTimeout(
      async () => {
        const began = performance.now();
        await checkRunbookText();
        took.current = performance.now() - began;
      },
      Math.max(PAUSE_MS, took.current * REST),
    );
    return () => clearTimeout(timer);
  }, [text, ready, behind, checkRunbookText]);
  return behind;
}
