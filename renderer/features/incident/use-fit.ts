import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Fit<Frame extends HTMLElement, Ruler extends HTMLElement> {
  /** What has the room. */
  readonly frame: RefObject<Frame | null>;
  /** All of them side by side, out of sight. */
  readonly ruler: RefObject<Ruler | null>;
  /** How many fit. */
  readonly count: number;
}

/**
 * How many of the ruler's children fit beside each other into the frame, with `reserveRem` kept free. They are
 * measured again after each rendering and whenever the frame changes its width.
 */
export function useFit<Frame extends HTMLElement, Ruler extends HTMLElement>(reserveRem: number): Fit<Frame, Ruler> {
  const frame = useRef<Frame>(null);
  const ruler = useRef<Ruler>(null);
  const [count, setCount] = useState(Number.POSITIVE_INFINITY);
  const measure = () => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const room = (frame.current?.clientWidth ?? 0) - reserveRem * rem;
    const start = ruler.current?.getBoundingClientRect().left ?? 0;
    const ends = [...(ruler.current?.children ?? [])].map((child) => child.getBoundingClientRect().right - start);
    setCount(ends.filter((end) => end <= room).length);
  };
  useLayoutEffect(measure);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads nothing but the refs and a constant
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(measure);
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return { frame, ruler, count };
}
