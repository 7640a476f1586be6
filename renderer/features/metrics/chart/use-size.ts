import { useCallback, useState } from 'react';

/** The size of the element that `ref` is put on, in whole CSS pixels, followed as it changes; zero until it is laid out. */
export function useSize() {
  const [size, setSize] = useState({ width: 0, height: 0 });
  // A callback: in a dialog the element comes later than the component.
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const measure = () => {
      const width = Math.floor(element.clientWidth);
      const height = Math.floor(element.clientHeight);
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, ...size };
}
