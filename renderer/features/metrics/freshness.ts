import type { AlertsFrame, PanelFrame } from '#shared/contract/index.ts';

/** How fresh what the pane shows is; times are UTC ms. */
export type Freshness =
  | { readonly kind: 'none' }
  | { readonly kind: 'live' }
  | { readonly kind: 'updated'; readonly secondsAgo: number }
  | { readonly kind: 'waiting'; readonly since: number }
  /** `dataUntil` is when the newest answer came; absent when there never was one. */
  | { readonly kind: 'unreachable'; readonly since: number; readonly dataUntil?: number };

type Frame = Pick<PanelFrame, 'status' | 'since' | 'fetchedAt' | 'problem'> & { readonly refreshSeconds?: number };

/** An answer older than this many refresh intervals is no longer called live. */
const LIVE_INTERVALS = 2;
const DEFAULT_REFRESH_SECONDS = 15;

/** Problems that say something about one query or panel, not about the way to the server. */
const ownProblems: readonly string[] = ['bad-query', 'too-large'];

/**
 * One word for all panels of the pane: the worst that concerns the source itself. A panel whose own query is wrong says
 * so itself and does not make the pane look disconnected.
 */
export function paneFreshness(frames: readonly Frame[], now: number): Freshness {
  const relevant = frames.filter(({ problem }) => !problem || !ownProblems.includes(problem.code));
  if (relevant.length === 0) return { kind: 'none' };
  const newest = greatest(relevant.map(({ fetchedAt }) => fetchedAt));

  const failed = relevant.filter(({ status }) => status === 'failed');
  // As long as others are answered, a failure is that panel's own.
  if (failed.length === relevant.length) {
    const since = Math.min(...failed.map((frame) => frame.since ?? frame.fetchedAt ?? now));
    return { kind: 'unreachable', since, ...(newest === undefined ? {} : { dataUntil: newest }) };
  }
  const waiting = relevant.filter(({ status }) => status === 'waiting');
  if (waiting.length === relevant.length) {
    return { kind: 'waiting', since: Math.min(...waiting.map((frame) => frame.since ?? now)) };
  }
  if (newest === undefined) return { kind: 'waiting', since: now };
  const age = Math.max(0, now - newest);
  const refresh = Math.max(...relevant.map(({ refreshSeconds }) => refreshSeconds ?? DEFAULT_REFRESH_SECONDS));
  return age <= refresh * 1000 * LIVE_INTERVALS
    ? { kind: 'live' }
    : { kind: 'updated', secondsAgo: Math.round(age / 1000) };
}

/** The same for the list of alerts. */
export function alertsFreshness(frame: AlertsFrame | undefined, now: number): Freshness {
  if (!frame || frame.status === 'disconnected') return { kind: 'none' };
  return paneFreshness([{ ...frame, status: frame.status }], now);
}

function greatest(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (most, value) => (value !== undefined && (most === undefined || value > most) ? value : most),
    undefined,
  );
}
