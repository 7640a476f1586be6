import { memo } from 'react';
import { CartesianGrid, LineChart, ReferenceArea, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { Panel, PanelFrame } from '#shared/contract/index.ts';
import type { Axis } from '../axis.ts';
import type { DrawnSeries } from '../legend.ts';
import { type ChartLayout, spanOf } from './plot.ts';
import { SeriesLayer } from './SeriesLayer.tsx';

/** The moments of the incident that every chart marks, UTC ms. */
export interface Markers {
  readonly from?: number;
  readonly declared?: number;
  readonly until?: number;
}

interface Props {
  readonly layout: ChartLayout;
  readonly axis: Axis;
  readonly labels: readonly string[];
  readonly grid: PanelFrame['grid'];
  readonly drawn: readonly DrawnSeries[];
  readonly thresholds: Panel['thresholds'];
  readonly markers: Markers;
  readonly emphasised?: string | undefined;
  /** Where the time axis has its labels; none on a small chart. */
  readonly times?: readonly { readonly instant: number; readonly label: string }[];
}

/** The drawing alone, by recharts, without animation: it changes only with its data, never with the pointer. */
export const SeriesChart = memo(function SeriesChart(props: Props) {
  const { layout, axis, labels, grid, drawn, thresholds, markers, emphasised, times } = props;
  const [from, to] = spanOf(grid);
  const inside = (instant: number | undefined): instant is number =>
    instant !== undefined && instant > from && instant < to;
  const shadeFrom = Math.max(from, markers.from ?? to);
  const shadeTo = Math.min(to, markers.until ?? to);
  return (
    <LineChart
      width={layout.width}
      height={layout.height}
      data={[]}
      margin={layout.margin}
      accessibilityLayer={false}
      style={{ pointerEvents: 'none' }}
    >
      {shadeFrom < shadeTo && (
        <ReferenceArea
          x1={shadeFrom}
          x2={shadeTo}
          fill="var(--crit)"
          fillOpacity={0.07}
          stroke="none"
          ifOverflow="hidden"
        />
      )}
      <CartesianGrid vertical={false} stroke="var(--grid-line)" />
      <XAxis
        dataKey="t"
        type="number"
        domain={[from, to]}
        allowDataOverflow
        height={layout.timeAxis}
        hide={!times}
        ticks={times?.map(({ instant }) => instant) ?? []}
        tickFormatter={(instant: number) => times?.find((time) => time.instant === instant)?.label ?? ''}
        tick={LABEL}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      <YAxis
        type="number"
        domain={[axis.min, axis.max]}
        allowDataOverflow
        width={layout.gutter}
        ticks={[...axis.ticks]}
        tickFormatter={(_: number, index: number) => labels[index] ?? ''}
        tick={LABEL}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      {thresholds.map(({ value, level }) => (
        <ReferenceLine
          key={`${level} ${value}`}
          y={value}
          stroke={level === 'critical' ? 'var(--crit)' : 'var(--warn)'}
          strokeOpacity={0.75}
          strokeDasharray="3 3"
          ifOverflow="hidden"
        />
      ))}
      {inside(markers.declared) && (
        <ReferenceLine x={markers.declared} stroke="var(--crit)" strokeDasharray="1.5 2" ifOverflow="hidden" />
      )}
      {inside(markers.until) && <ReferenceLine x={markers.until} stroke="var(--ok)" ifOverflow="hidden" />}
      <SeriesLayer grid={grid} drawn={drawn} columns={layout.plot.width} emphasised={emphasised} />
    </LineChart>
  );
});

const LABEL = { fill: 'var(--text-3)', fontSize: 10, fontFamily: 'var(--mono)' } as const;
