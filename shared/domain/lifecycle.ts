import { type Status, statusSchema } from './events/index.ts';
import type { Incident } from './incident.ts';

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

/** Since when the trouble is over, UTC ms; undefined while it is not. A correction of that moment counts. */
export function overSince(incident: Incident): number | undefined {
  if (!isOver(incident.status)) return undefined;
  const { resolvedAt, closedAt } = incident.timestamps;
  return resolvedAt ?? closedAt ?? incident.statusHistory.at(-1)?.at;
}

/** The spans in which the incident counted as over until it was reopened, UTC ms, oldest first. */
export function overSpans({ statusHistory }: Incident): readonly { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  let from: number | undefined;
  for (const { status, at } of statusHistory) {
    if (isOver(status)) from ??= at;
    else if (from !== undefined) {
      // A backdated reopening may lie before what it reopens: then nothing was over.
      if (at > from) spans.push({ from, to: at });
      from = undefined;
    }
  }
  return spans;
}
