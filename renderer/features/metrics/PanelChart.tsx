import { memo, useMemo } from 'react';
import type { Panel, PanelFrame } from '#shared/contract/index.ts';
import { formatTicks } from '#shared/domain/metrics/format.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { panelAxis } from './axis.ts';
import { Crosshair } from './chart/Crosshair.tsx';
import { layOut, spanOf } from './chart/plot.ts';
import { type Markers, SeriesChart } from './chart/SeriesChart.tsx';
import { timeTicks } from './chart/time-ticks.ts';
import { describeChart } from './chart-summary.ts';
import type { DrawnSeries } from './legend.ts';

interface Props {
  readonly panel: Panel;
  readonly frame: PanelFrame;
  readonly drawn: readonly DrawnSeries[];
  readonly markers: Markers;
  readonly width: number;
  readonly height: number;
  readonly time: ZonedTime;
  /** A large chart has a time axis and more lines across. */
  readonly large?: boolean;
  readonly emphasised?: string | undefined;
}

/** Half the width of a label of the time axis, CSS pixels: nearer to the edge it would be cut off. */
const LABEL_HALF = 16;

/** One panel's drawing with the crosshair over it. */
export const PanelChart = memo(function PanelChart(props: Props) {
  const { panel, frame, drawn, markers, width, height, time, large = false, emphasised } = props;
  const { grid } = frame;
  const axis = useMemo(() => panelAxis(panel, frame.series, large ? 5 : 2), [panel, frame.series, large]);
  const labels = useMemo(() => formatTicks(axis.ticks, panel.unit), [axis, panel.unit]);
  const layout = useMemo(() => layOut(width, height, labels, large), [width, height, labels, large]);
  const times = useMemo(() => {
    if (!large) return undefined;
    const [from, to] = spanOf(grid);
    const edge = ((to - from) * LABEL_HALF) / layout.plot.width;
    return timeTicks(from, to - edge, layout.plot.width, time.offsetAt(to)).map((instant) => ({
      instant,
      label: time.minutes(instant),
    }));
  }, [large, grid, layout.plot.width, time]);

  if (width === 0 || height === 0) return null;
  return (
    <>
      <SeriesChart
        layout={layout}
        axis={axis}
        labels={labels}
        grid={grid}
        drawn={drawn}
        thresholds={panel.thresholds}
        markers={markers}
        emphasised={emphasised}
        {...(times ? { times } : {})}
      />
      <Crosshair
        title={panel.title}
        layout={layout}
        grid={grid}
        drawn={drawn}
        unit={panel.unit}
        description={describeChart(panel, frame)}
        formatTime={time.seconds}
        formatUtc={time.utcSeconds}
      />
    </>
  );
});
