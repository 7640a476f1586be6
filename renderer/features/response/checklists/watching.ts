import { formatCountdown } from '#shared/domain/duration.ts';
import type { Incident } from '#shared/domain/incident.ts';
import type { Present } from './present-value.ts';

/** The item of the shipped list, and of a team's that keeps its id, which asks for some time of watching. */
export const WATCHED_ITEM = 'watched';

interface Context {
  /** UTC ms. */
  readonly now: number;
  /** How long one should watch. */
  readonly minutes: number;
  timeOf(instant: number): string;
}

/** Since when the incident was last watched, and whether that is long enough yet. Watching begins with monitoring. */
export function watchingOf(
  { statusHistory }: Pick<Incident, 'statusHistory'>,
  { now, minutes, timeOf }: Context,
): Present {
  const began = statusHistory.findLastIndex(({ status }) => status === 'monitoring');
  const since = statusHistory[began];
  if (since === undefined) return { kind: 'unknown', words: 'monitoring has not begun' };
  const until = statusHistory[began + 1]?.at;
  const ms = Math.max(0, (until ?? now) - since.at);
  const wanted = minutes * 60_000;
  const watched = `${formatCountdown(ms)}${ms < wanted ? ` of ${formatCountdown(wanted)}` : ''}`;
  const span = until === undefined ? `since ${timeOf(since.at)}` : `${timeOf(since.at)} to ${timeOf(until)}`;
  return { kind: 'known', words: `${span}, ${watched}` };
}
