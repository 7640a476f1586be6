import { useEffect, useRef } from 'react';
import { useStore } from '../../store/index.ts';

/** Long enough not to check every letter. */
const PAUSE_MS = 250;
/** The services do other things, too: of a long text they get this much rest between two checks. */
const REST = 2;

/** Characters; a longer text takes the services so long that a person says when. It is checked once when it is opened. */
const AUTOMATIC = 200_000;

/** Whether what is shown of the text is its present state, or will be by itself. */
export type Checking = 'up to date' | 'soon' | 'on demand';

/** Has the text checked whenever one pauses. */
export function useChecking(ready: boolean): Checking {
  const text = useStore((state) => state.runbookEditor?.text);
  const behind = useStore(({ runbookEditor }) => runbookEditor?.checkedText !== runbookEditor?.text);
  const onDemand = useStore(
    ({ runbookEditor: open }) => open?.checkedText !== undefined && open.text.length > AUTOMATIC,
  );
  const checkRunbookText = useStore((state) => state.checkRunbookText);
  const took = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another check
  useEffect(() => {
    if (!ready || !behind || onDemand) return;
    const timer = setTimeout(
      async () => {
        const began = performance.now();
        await checkRunbookText();
        took.current = performance.now() - began;
      },
      Math.max(PAUSE_MS, took.current * REST),
    );
    return () => clearTimeout(timer);
  }, [text, ready, behind, onDemand, checkRunbookText]);
  if (!behind) return 'up to date';
  return onDemand ? 'on demand' : 'soon';
}
