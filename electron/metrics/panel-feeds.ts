import type { Panel, PanelFrame } from '#shared/contract/metrics.ts';
import { type FeedOptions, type PanelFeed, type PanelRequest, startPanelFeed } from './panel-feed.ts';

/** The feeds that somebody watches: one per panel, range and width, however many watch it. */
export interface PanelFeeds {
  /** Frames until `signal` aborts; the feed ends with its last watcher. */
  watch(panel: Panel, request: PanelRequest, signal: AbortSignal): AsyncGenerator<PanelFrame, void, void>;
  /** Feeds that run now. */
  readonly size: number;
  close(): void;
}

export function createPanelFeeds(options: FeedOptions): PanelFeeds {
  const running = new Map<string, { readonly feed: PanelFeed; watchers: number }>();

  return {
    async *watch(panel, request, signal) {
      const key = JSON.stringify([panel.id, request.rangeSeconds, request.maxPoints]);
      const entry = running.get(key) ?? { feed: startPanelFeed(panel, request, options), watchers: 0 };
      running.set(key, entry);
      entry.watchers += 1;
      try {
        yield* entry.feed.frames.watch(signal);
      } finally {
        entry.watchers -= 1;
        if (entry.watchers === 0) {
          entry.feed.stop();
          if (running.get(key) === entry) running.delete(key);
        }
      }
    },
    get size() {
      return running.size;
    },
    close() {
      for (const { feed } of running.values()) feed.stop();
      running.clear();
    },
  };
}
