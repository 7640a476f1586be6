import type { StateCreator } from 'zustand';
import type { Client, Layout } from '#shared/contract/index.ts';
import {
  type ColumnId,
  completeLayout,
  defaultLayout,
  type FullLayout,
  movePane,
  type PaneId,
  togglePane,
} from './layout.ts';

export interface LayoutSlice {
  readonly layout: FullLayout;
  /** Counts up whenever sizes were set by anything but dragging, so that the panels take them over. */
  readonly layoutRevision: number;
  loadLayout(scope: string): Promise<void>;
  resizePanes(sizes: Partial<Pick<FullLayout, 'columns' | 'metricsRows' | 'terminalRows'>>): void;
  togglePane(pane: PaneId): void;
  moveColumn(column: ColumnId, by: -1 | 1): void;
  resetLayout(): void;
}

/** Where the panes stand and how large they are; kept per incident. */
export function createLayoutSlice(client: Client): StateCreator<LayoutSlice, [], [], LayoutSlice> {
  return (set, get) => {
    let scope: string | undefined;
    const save = (layout: Layout) => {
      if (scope === undefined) return;
      // A layout that was not kept costs a drag next time; it is not worth a word during an incident.
      client.settings.saveLayout({ scope, layout }).catch(() => undefined);
    };
    const put = (layout: FullLayout) => {
      set({ layout, layoutRevision: get().layoutRevision + 1 });
      save(layout);
    };
    return {
      layout: defaultLayout,
      layoutRevision: 0,

      async loadLayout(next) {
        scope = next;
        const kept = await client.settings.getLayout({ scope: next }).catch(() => ({}));
        if (scope === next) set({ layout: completeLayout(kept), layoutRevision: get().layoutRevision + 1 });
      },

      resizePanes(sizes) {
        const layout = { ...get().layout, ...sizes };
        set({ layout });
        save(layout);
      },
      togglePane: (pane) => put(togglePane(get().layout, pane)),
      moveColumn: (column, by) => put(movePane(get().layout, column, by)),
      resetLayout: () => put(defaultLayout),
    };
  };
}
