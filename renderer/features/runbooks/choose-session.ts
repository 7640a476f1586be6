import type { Session } from '#shared/contract/index.ts';

/**
 * The tab that a step of `runbookId` goes into, among the tabs of the incident: the one in front when it was opened from
 * this runbook, else another one that was, else the one in front. Steps of a file run in one tab, so that a variable set
 * by one is there for the next. Undefined: a tab has to be opened.
 */
export function chooseSession(
  tabs: readonly Session[],
  activeId: string | undefined,
  runbookId: string,
): Session | undefined {
  const alive = tabs.filter(({ state }) => state !== 'exited');
  const active = alive.find(({ sessionId }) => sessionId === activeId);
  if (active?.runbookId === runbookId) return active;
  return alive.find((session) => session.runbookId === runbookId) ?? active;
}

/** What `waitForPrompt` looks at. */
export interface SessionWatch {
  get(): Session | undefined;
  /** Calls back on every change; returns how to stop. */
  subscribe(changed: () => void): () => void;
}

/**
 * Resolves once a fresh shell stands at its prompt, has turned out to tell nothing about itself, or `limitMs` have
 * passed: what cannot be inserted then is refused by the services, with the reason.
 */
export function waitForPrompt({ get, subscribe }: SessionWatch, limitMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const ready = () => {
    const session = get();
    return session !== undefined && (session.state !== 'starting' || session.integration === 'none');
  };
  if (ready()) return Promise.resolve();
  const timer = setTimeout(resolve, limitMs);
  const stop = subscribe(() => {
    if (ready()) resolve();
  });
  return promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}
