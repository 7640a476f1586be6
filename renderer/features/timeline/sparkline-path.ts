import type { Snapshot } from '#shared/domain/snapshot.ts';

/** Lines in a box of `width` by `height`, ready for the `d` of SVG paths. */
export interface SparklinePaths {
  readonly lines: readonly string[];
  /** y of each threshold that lies in the box. */
  readonly thresholds: readonly number[];
}

const MAX_SERIES = 4;

/** Draws the first few series of a snapshot. A missing sample is a gap, an isolated one a dot; zero is in the box. */
export function sparklinePaths(snapshot: Snapshot, width: number, height: number): SparklinePaths {
  const { grid, thresholds } = snapshot;
  const drawn = snapshot.series.slice(0, MAX_SERIES);
  const values = drawn.flatMap((series) => series.values.filter((value) => value !== null));
  const top = values.reduce((most, value) => Math.max(most, value), 0);
  const bottom = values.reduce((least, value) => Math.min(least, value), 0);
  const span = top - bottom || 1;
  const x = (index: number) => round((index / Math.max(1, grid.count - 1)) * width);
  const y = (value: number) => round(height - ((value - bottom) / span) * height);
  return {
    lines: drawn.map(({ values }) => {
      let path = '';
      let pen = 'M';
      values.forEach((value, index) => {
        if (value === null) {
          pen = 'M';
          return;
        }
        path += `${pen}${x(index)} ${y(value)}`;
        // A line of no length is drawn as a dot by round caps; it costs nothing inside a line.
        if (pen === 'M') path += 'h0';
        pen = 'L';
      });
      return path;
    }),
    thresholds: thresholds.filter(({ value }) => value <= top && value >= bottom).map(({ value }) => y(value)),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
