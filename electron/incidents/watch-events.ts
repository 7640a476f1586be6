import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WireEvent } from '#shared/domain/events/index.ts';
import type { Journal } from '../journal/index.ts';

/** `caughtUp` is true on the page that completes the history, and from then on. */
export interface EventPage {
  readonly events: WireEvent[];
  readonly caughtUp: boolean;
}

const PAGE = 500;

/**
 * The history of one incident in fold order, in pages, then every event as it is stored, by whichever process: gapless
 * and each once, because the history ends at a position and the rest is read on from there.
 */
export async function* watchEvents(
  journal: Journal,
  incidentId: string,
  signal: AbortSignal,
): AsyncGenerator<EventPage, void, void> {
  let position = journal.head.get();
  let held: WireEvent[] = [];
  for (const page of journal.readFolded(incidentId, position)) {
    if (held.length > 0) yield { events: held, caughtUp: false };
    held = page.map((stored) => stored.event);
    // A long history must not keep the other panes waiting.
    await nextTurn();
    if (signal.aborted) return;
  }
  yield { events: held, caughtUp: true };

  for await (const head of journal.head.watch(signal)) {
    while (position < head) {
      const page = journal.readStored(incidentId, position, PAGE);
      position = page.at(-1)?.position ?? head;
      if (page.length > 0) yield { events: page.map((stored) => stored.event), caughtUp: true };
    }
  }
}
