import type { StateCreator } from 'zustand';

export type View = { readonly kind: 'home' } | { readonly kind: 'incident'; readonly incidentId: string };

/** What lies over the view; one at a time. */
export type Overlay =
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | {
      readonly kind: 'declare';
      readonly title?: string;
      readonly detectionSource?: 'alert';
      readonly detectedAt?: number;
    }
  | { readonly kind: 'export' }
  /** `text`: what was typed elsewhere. */
  | { readonly kind: 'search'; readonly text?: string }
  /** `place`: what is played at once, from where. */
  | {
      readonly kind: 'recordings';
      readonly place?: { readonly sessionId: string; readonly atMs?: number; readonly commandId?: string };
    }
  | { readonly kind: 'repair' }
  | { readonly kind: 'import' }
  | { readonly kind: 'connect' }
  /** `show`: the runbook to begin with. */
  | { readonly kind: 'library'; readonly show?: string }
  | { readonly kind: 'settings'; readonly tab?: 'team' | 'terminals' | 'runbooks' };

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly detail?: string;
  readonly tone: 'neutral' | 'ok' | 'critical';
  /** What it is about, so that it can be opened. */
  readonly incidentId?: string;
}

/** Nobody reads more than this. */
const MOST_TOASTS = 20;

export interface ViewSlice {
  readonly view: View;
  readonly overlay: Overlay | undefined;
  readonly toasts: readonly Toast[];
  showView(view: View): void;
  showOverlay(overlay: Overlay | undefined): void;
  /** For what happened elsewhere than where the person looks. Failures belong where they happened. */
  showToast(toast: Omit<Toast, 'id'>): void;
  dismissToast(id: number): void;
  dismissAllToasts(): void;
}

/** What is on the screen. */
export function createViewSlice(): StateCreator<ViewSlice, [], [], ViewSlice> {
  return (set) => {
    let toastCount = 0;
    return {
      view: { kind: 'home' },
      overlay: undefined,
      toasts: [],

      showView(view) {
        set({ view, overlay: undefined });
      },

      showOverlay(overlay) {
        set({ overlay });
      },

      showToast(toast) {
        toastCount += 1;
        const id = toastCount;
        set(({ toasts }) => ({ toasts: [...toasts.slice(1 - MOST_TOASTS), { ...toast, id }] }));
      },

      dismissToast(id) {
        set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
      },

      dismissAllToasts() {
        set({ toasts: [] });
      },
    };
  };
}
