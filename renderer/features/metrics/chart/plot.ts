import type { PanelFrame } from '#shared/contract/index.ts';

/** Where the lines are drawn inside a chart, CSS pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const TOP = 6;
const RIGHT = 8;
const BOTTOM = 4;
/** Room for the labels of the time axis, where there is one. */
const TIME_AXIS = 20;
/** Width of a digit of the mono face at the size of axis labels, and the space between label and plot. */
const DIGIT = 6.4;
const LABEL_GAP = 8;

/** Everything that recharts and the crosshair have to agree on: the same numbers lay out both. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
  readonly timeAxis: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly plot: Plot;
}

/** Lays out a chart of `width` by `height`; the gutter on the left is as wide as the longest of `labels`. */
export function layOut(width: number, height: number, labels: readonly string[], withTimeAxis: boolean): ChartLayout {
  const longest = labels.reduce((most, label) => Math.max(most, label.length), 0);
  const gutter = longest === 0 ? 0 : Math.ceil(longest * DIGIT + LABEL_GAP);
  const timeAxis = withTimeAxis ? TIME_AXIS : 0;
  return {
    width,
    height,
    gutter,
    timeAxis,
    margin: { top: TOP, right: RIGHT, bottom: BOTTOM, left: 0 },
    plot: {
      left: gutter,
      top: TOP,
      width: Math.max(1, width - gutter - RIGHT),
      height: Math.max(1, height - TOP - BOTTOM - timeAxis),
    },
  };
}

type Grid = PanelFrame['grid'];

/** First and last instant of a grid, UTC ms. */
export function spanOf(grid: Grid): readonly [number, number] {
  return [grid.startMs, grid.startMs + Math.max(1, grid.count - 1) * grid.stepMs];
}

/** The instant under a pixel column of the plot, UTC ms, kept inside the grid. */
export function instantAt(grid: Grid, plot: Plot, x: number): number {
  const [from, to] = spanOf(grid);
  const share = Math.min(1, Math.max(0, (x - plot.left) / plot.width));
  return from + share * (to - from);
}

/** The pixel column of an instant, or undefined when it lies outside the grid. */
export function columnOf(grid: Grid, plot: Plot, instant: number): number | undefined {
  const [from, to] = spanOf(grid);
  if (instant < from || instant > to) return undefined;
  return plot.left + ((instant - from) / (to - from)) * plot.width;
}

/** Index of the sample nearest to an instant, or undefined when it lies outside the grid by more than a step. */
export function sampleIndexAt(grid: Grid, instant: number): number | undefined {
  const index = Math.round((instant - grid.startMs) / grid.stepMs);
  return index >= 0 && index < grid.count ? index : undefined;
}
