import type { Layout } from '#shared/contract/index.ts';

export type PaneId = 'metrics' | 'alerts' | 'terminals' | 'runbook' | 'timeline';
export type ColumnId = 'metrics' | 'terminals' | 'timeline';

/** A layout with nothing left open. Sizes are per cent; `columns` are those of metrics, terminals, timeline, whatever their order. */
export interface FullLayout {
  columns: [number, number, number];
  metricsRows: [number, number];
  terminalRows: [number, number];
  collapsed: PaneId[];
  order: [ColumnId, ColumnId, ColumnId];
}

export const columnIds = ['metrics', 'terminals', 'timeline'] as const;

export const panesOf: Readonly<Record<ColumnId, readonly PaneId[]>> = {
  metrics: ['metrics', 'alerts'],
  terminals: ['terminals', 'runbook'],
  timeline: ['timeline'],
};

export const defaultLayout: FullLayout = {
  columns: [30, 43, 27],
  metricsRows: [64, 36],
  terminalRows: [62, 38],
  collapsed: [],
  order: ['metrics', 'terminals', 'timeline'],
};

/** Fills what was never kept with the defaults, and leaves out what makes no layout. */
export function completeLayout(kept: Layout): FullLayout {
  const { columns, metricsRows, terminalRows, collapsed, order } = kept;
  return {
    columns: isSizes(columns, 3) ? (columns as [number, number, number]) : defaultLayout.columns,
    metricsRows: isSizes(metricsRows, 2) ? (metricsRows as [number, number]) : defaultLayout.metricsRows,
    terminalRows: isSizes(terminalRows, 2) ? (terminalRows as [number, number]) : defaultLayout.terminalRows,
    collapsed: collapsed ?? defaultLayout.collapsed,
    order:
      order && new Set(order).size === columnIds.length
        ? (order as [ColumnId, ColumnId, ColumnId])
        : defaultLayout.order,
  };
}

/** A column is a rail when all of its panes are folded away. */
export function isRail(layout: FullLayout, column: ColumnId): boolean {
  return panesOf[column].every((pane) => layout.collapsed.includes(pane));
}

/**
 * Sizes to draw: what is folded takes its few per cent, and the others share the rest as they share the whole.
 */
export function shareSpace(
  sizes: readonly number[],
  folded: readonly boolean[],
  foldedSize: number,
): readonly number[] {
  const open = sizes.reduce((sum, size, index) => sum + (folded[index] ? 0 : size), 0);
  const left = 100 - foldedSize * folded.filter(Boolean).length;
  return sizes.map((size, index) => (folded[index] ? foldedSize : (size / open) * left));
}

/** Folds a pane away, or opens it again. The last open column stays open: an empty window helps nobody. */
export function togglePane(layout: FullLayout, pane: PaneId): FullLayout {
  const collapsed = layout.collapsed.includes(pane)
    ? layout.collapsed.filter((other) => other !== pane)
    : [...layout.collapsed, pane];
  const next = { ...layout, collapsed };
  return columnIds.every((column) => isRail(next, column)) ? layout : next;
}

/** Swaps a column with its neighbour to the left (-1) or right (1); at the edge nothing happens. */
export function movePane(layout: FullLayout, column: ColumnId, by: -1 | 1): FullLayout {
  const from = layout.order.indexOf(column);
  const neighbour = layout.order[from + by];
  if (neighbour === undefined) return layout;
  const order = layout.order.map((id) => (id === column ? neighbour : id === neighbour ? column : id));
  return { ...layout, order: order as [ColumnId, ColumnId, ColumnId] };
}

function isSizes(sizes: readonly number[] | undefined, count: number): boolean {
  return sizes !== undefined && sizes.length === count && sizes.every((size) => Number.isFinite(size) && size > 0);
}
