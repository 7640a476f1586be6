import { EventEmitter } from 'node:events';
import type { BrowserWindowDouble } from './browser-window.ts';

interface WindowEvents {
  opened: [window: BrowserWindowDouble];
  allClosed: [];
}

/** The windows that are open, in the order they were made; `app` and the windows know each other through it. */
class Windows extends EventEmitter<WindowEvents> {
  readonly #open = new Set<BrowserWindowDouble>();

  add(window: BrowserWindowDouble): void {
    this.#open.add(window);
    this.emit('opened', window);
  }

  remove(window: BrowserWindowDouble): void {
    if (this.#open.delete(window) && this.#open.size === 0) this.emit('allClosed');
  }

  all(): BrowserWindowDouble[] {
    return [...this.#open];
  }
}

export const windows = new Windows();
