/** One drawn point; `index` is its place on the series' grid. */
export interface DrawnPoint {
  readonly index: number;
  readonly value: number;
}

/**
 * Reduces a series to what `columns` pixel columns can show. Of every column the first, least, greatest and last
 * sample are kept (in their order, none twice), so that the line enters and leaves each column where the full one
 * would and the true maximum is always drawn. The answer is a list of unbroken runs: a null ends a run, for a gap is
 * never bridged, and a run of one point is an isolated sample.
 */
export function reduceToRuns(values: readonly (number | null)[], columns: number): readonly (readonly DrawnPoint[])[] {
  const width = Math.max(1, Math.floor(columns));
  const perColumn = values.length / width;
  const runs: DrawnPoint[][] = [];
  let run: DrawnPoint[] | undefined;
  let bucket: Bucket | undefined;

  const flush = (): void => {
    if (bucket && run) run.push(...pointsOf(bucket));
    bucket = undefined;
  };

  for (const [index, value] of values.entries()) {
    if (value === null) {
      flush();
      run = undefined;
      continue;
    }
    if (!run) {
      run = [];
      runs.push(run);
    }
    const column = perColumn <= 1 ? index : Math.floor(index / perColumn);
    if (bucket && bucket.column !== column) flush();
    const point = { index, value };
    if (!bucket) bucket = { column, first: point, least: point, greatest: point, last: point };
    else {
      if (value < bucket.least.value) bucket.least = point;
      if (value > bucket.greatest.value) bucket.greatest = point;
      bucket.last = point;
    }
  }
  flush();
  return runs;
}

interface Bucket {
  readonly column: number;
  readonly first: DrawnPoint;
  least: DrawnPoint;
  greatest: DrawnPoint;
  last: DrawnPoint;
}

function pointsOf({ first, least, greatest, last }: Bucket): DrawnPoint[] {
  return [...new Set([first, least, greatest, last])].sort((a, b) => a.index - b.index);
}
