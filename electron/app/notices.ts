import type { Notice } from '#shared/contract/index.ts';
import { Latest } from '../latest.ts';

/** Kept for pages that are slow, or not there yet. */
const MAX_KEPT = 50;

export interface Notices {
  /** Shows it on the desktop, where the host can, and on every page. */
  show(notice: Notice): void;
  /** Every notice from now on, and first those that no page has had yet. */
  watch(signal: AbortSignal): AsyncGenerator<Notice, void, void>;
}

/** Carries notices to the host and to the pages. `notify` is the host's. */
export function createNotices(notify: (notice: { readonly title: string; readonly body: string }) => void): Notices {
  let kept: readonly Notice[] = [];
  /** How many there ever were, and how many of them some page has had. */
  const given = new Latest(0);
  let delivered = 0;
  return {
    show(notice) {
      notify({ title: notice.title, body: notice.body });
      kept = [...kept, notice].slice(-MAX_KEPT);
      given.set(given.get() + 1);
    },
    async *watch(signal) {
      let position = delivered;
      for await (const count of given.watch(signal)) {
        while (position < count) {
          const notice = kept[kept.length - (given.get() - position)];
          position += 1;
          delivered = Math.max(delivered, position);
          if (notice !== undefined) yield notice;
        }
      }
    },
  };
}
