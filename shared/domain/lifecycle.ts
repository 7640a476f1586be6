import { type Status, statusSchema } from './events/index.ts';

/** The place of a status in the lifecycle, from 0 (detected) to 6 (closed). */
export function statusRank(status: Status): number {
  return statusSchema.options.indexOf(status);
}

/** A move that asks for a reason but is never blocked: backwards, or closing what was not resolved. */
export function isOddMove(from: Status, to: Status): boolean {
  return statusRank(to) < statusRank(from) || (to === 'closed' && from !== 'resolved');
}

/** Whether the trouble is over, so that clocks stop. */
export function isOver(status: Status): boolean {
  return status === 'resolved' || status === 'closed';
}
