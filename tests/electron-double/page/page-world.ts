import type { createCodec } from './codec.ts';
import type { createWorldLink } from './world-link.ts';

/**
 * The page's own end of contextBridge: what the preload exposes becomes a member of `window` that the page can neither
 * replace nor change. It reaches the page as its own source text.
 */
export function pageWorld(makeCodec: typeof createCodec, makeLink: typeof createWorldLink, secret: string): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    for (const member of Object.values(value)) freeze(member);
    return Object.freeze(value);
  };
  makeLink(makeCodec(), {
    secret,
    side: 'page',
    onExpose: (key, api) =>
      void Object.defineProperty(window, key, {
        value: freeze(api),
        enumerable: true,
        writable: false,
        configurable: false,
      }),
  });
}
