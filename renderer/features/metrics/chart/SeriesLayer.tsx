import { memo, useMemo } from 'react';
import { useXAxisScale, useYAxisScale } from 'recharts';
import type { PanelFrame } from '#shared/contract/index.ts';
import { type DrawnPoint, reduceToRuns } from '#shared/domain/metrics/reduce.ts';
import type { DrawnSeries } from '../legend.ts';

interface Props {
  readonly grid: PanelFrame['grid'];
  readonly drawn: readonly DrawnSeries[];
  /** Pixel columns of the plot: no more detail than that is drawn. */
  readonly columns: number;
  /** Name of the series to bring forward; the others step back. */
  readonly emphasised: string | undefined;
}

/**
 * The lines of a chart as one layer inside recharts' own chart: 20 series of 300 points take 15 ms this way, against
 * 46 ms as twenty `Line`s, with gaps left open and every isolated sample visible.
 */
export const SeriesLayer = memo(function SeriesLayer({ grid, drawn, columns, emphasised }: Props) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const paths = useMemo(() => {
    if (!x || !y) return [];
    const place = ({ index, value }: DrawnPoint) =>
      `${round(x(grid.startMs + index * grid.stepMs))},${round(y(value))}`;
    const floor = round(y(0) ?? 0);
    return drawn.map(({ series, colour, dashed }) => {
      const runs = reduceToRuns(series.values, columns);
      const lines = runs.map((run) => `M${run.map(place).join('L')}${run.length === 1 ? 'h0' : ''}`);
      const area = (run: readonly DrawnPoint[]) => {
        const first = run[0];
        const last = run.at(-1);
        if (!first || !last || run.length === 1) return '';
        const at = (point: DrawnPoint) => round(x(grid.startMs + point.index * grid.stepMs));
        return `M${at(first)},${floor}L${run.map(place).join('L')}L${at(last)},${floor}Z`;
      };
      return {
        key: series.key,
        colour,
        dashed,
        line: lines.join(''),
        area: drawn.length === 1 ? runs.map(area).join('') : '',
      };
    });
  }, [x, y, grid, drawn, columns]);

  return (
    <g fill="none" strokeLinecap="round" strokeLinejoin="round">
      {paths.map(({ key, colour, dashed, line, area }) => (
        <g key={key} opacity={emphasised === undefined || emphasised === key ? 1 : 0.2}>
          {area !== '' && <path d={area} fill={colour} fillOpacity={0.13} />}
          <path
            d={line}
            stroke={colour}
            strokeWidth={emphasised === key ? 2.25 : 1.5}
            strokeDasharray={dashed ? '4 3' : undefined}
          />
        </g>
      ))}
    </g>
  );
});

function round(pixel: number | undefined): number {
  return Math.round((pixel ?? 0) * 10) / 10;
}
