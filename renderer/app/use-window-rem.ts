import { useSyncExternalStore } from 'react';
import { useStore } from '../store/index.ts';

const ROOT_PX = 16;

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** The window's width in rem of the chosen text size. */
export function useWindowRem(): number {
  const scale = useStore((state) => state.settings?.textScale ?? 1);
  const width = useSyncExternalStore(subscribe, () => innerWidth);
  return width / (ROOT_PX * scale);
}
