import { columnIds, type FullLayout, isRail } from '../store/index.ts';

/** How the workspace makes room for the incident panel. Lengths are rem, so that large text counts as a small window. */
export interface Dock {
  readonly panelRem: number;
  /** What the columns leave free at the right. */
  readonly insetRem: number;
  /** The panel stands exactly over the timeline, which is out of reach until it closes. */
  readonly coversTimeline: boolean;
}

const PANEL = 34;
/** What stays free beside the widest panel. */
const MARGIN = 3;
/** Three columns side by side with all that they hold. */
const ROOMY = 78;
/** The least that three columns need. */
const LEAST = 44;

/**
 * In a wide window the panel stands beside all columns. Otherwise it takes the place of the timeline: the columns are
 * drawn together so far that the timeline ends up under it, and metrics and terminals stay whole.
 */
export function dockOf(layout: FullLayout, windowRem: number): Dock {
  const panelRem = Math.min(PANEL, windowRem - MARGIN);
  const most = Math.max(0, windowRem - LEAST);
  if (windowRem - panelRem >= ROOMY) return { panelRem, insetRem: panelRem, coversTimeline: false };
  if (layout.order.at(-1) !== 'timeline' || isRail(layout, 'timeline')) {
    return { panelRem, insetRem: Math.min(panelRem, most), coversTimeline: false };
  }
  // The timeline's share of the narrower workspace, and what is left free beside it, are together the panel's width.
  const share = (layout.columns[columnIds.indexOf('timeline')] ?? 0) / 100;
  const column = share * windowRem;
  if (column >= panelRem) return { panelRem: column, insetRem: 0, coversTimeline: true };
  return { panelRem, insetRem: Math.min((panelRem - column) / (1 - share), most), coversTimeline: true };
}
