import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';

/**
 * One element per tab, in which its terminal lives for as long as the tab does. It is moved to where the tab is shown,
 * so that no terminal is drawn anew when tabs are split or switched; the others wait in `parking`, which has no size: a
 * terminal in it keeps its own, and xterm does not draw.
 */
export function useHosts(tabIds: readonly string[]): {
  readonly parking: RefObject<HTMLDivElement | null>;
  readonly hostOf: (sessionId: string) => HTMLElement;
  readonly park: (host: HTMLElement) => void;
} {
  const parking = useRef<HTMLDivElement>(null);
  const hosts = useRef(new Map<string, HTMLElement>());
  const park = useCallback((host: HTMLElement) => parking.current?.append(host), []);
  const hostOf = useCallback((sessionId: string) => {
    const known = hosts.current.get(sessionId);
    if (known) return known;
    const host = document.createElement('div');
    // Nothing in it changes what is around it: a flood of output else has the whole window laid out and painted.
    host.className = 'absolute inset-0 contain-strict';
    hosts.current.set(sessionId, host);
    return host;
  }, []);
  // Before the terminals themselves are made, which look for their font where they stand.
  useLayoutEffect(() => {
    for (const [sessionId, host] of hosts.current) {
      if (!tabIds.includes(sessionId)) {
        host.remove();
        hosts.current.delete(sessionId);
      } else if (!host.isConnected) park(host);
    }
  }, [tabIds, park]);
  return { parking, hostOf, park };
}
