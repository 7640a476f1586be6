import clsx from 'clsx';
import { useEffect, useMemo, useState } from 'react';
import type { Panel, PanelFrame } from '#shared/contract/index.ts';
import { formatDuration } from '#shared/domain/duration.ts';
import { Button, ErrorNote, SimulatedMark, Skeleton } from '../../components/index.ts';
import { useStore, useZonedTime } from '../../store/index.ts';
import { useSize } from './chart/use-size.ts';
import { LegendRow } from './LegendRow.tsx';
import { chooseDrawn } from './legend.ts';
import { PanelChart } from './PanelChart.tsx';
import { panelNotes } from './panel-notes.ts';
import { useIncidentMarkers } from './use-incident-markers.ts';

/** A chart of one query from the connected source, over the range of the metrics pane; without one, the way to it. */
export function QueryChart({ expr }: { readonly expr: string }) {
  const source = useStore((state) => state.source);
  const showOverlay = useStore((state) => state.showOverlay);
  if (source.kind === 'none') {
    return (
      <div className="flex flex-wrap items-center gap-2 text-small text-ink-2">
        No source of metrics is connected, so there is nothing to draw.
        <Button onClick={() => showOverlay({ kind: 'connect' })}>Connect Prometheus</Button>
      </div>
    );
  }
  return <Connected key={expr} expr={expr} />;
}

function Connected({ expr }: { readonly expr: string }) {
  const followQuery = useStore((state) => state.followQuery);
  const rangeSeconds = useStore((state) => state.rangeSeconds);
  const time = useZonedTime();
  const markers = useIncidentMarkers();
  const { ref, width, height } = useSize();
  const [frame, setFrame] = useState<PanelFrame>();
  const measured = width > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another range is another stream
  useEffect(() => {
    if (!measured) return;
    const stop = new AbortController();
    setFrame(undefined);
    followQuery(expr, 400, setFrame, stop.signal);
    return () => stop.abort();
  }, [followQuery, expr, rangeSeconds, measured]);
  const panel = useMemo((): Panel => {
    const queries = [{ expr, legend: '' }];
    return { id: expr, title: expr, unit: 'none', queries, thresholds: [], headline: 'last', alerts: [] };
  }, [expr]);
  const { drawn, hidden } = useMemo(() => chooseDrawn(frame?.series ?? []), [frame]);
  const notes = frame ? panelNotes(frame, false) : [];
  const failed = frame?.problem !== undefined && frame.series.length === 0;
  const answered = frame?.fetchedAt !== undefined;
  return (
    <figure aria-label={`Graph of ${expr}`} className="flex flex-col gap-1">
      <div ref={ref} className={clsx('relative', !failed && 'h-36')}>
        {frame && frame.series.length > 0 ? (
          <PanelChart
            panel={panel}
            frame={frame}
            drawn={drawn}
            markers={markers}
            width={width}
            height={height}
            time={time}
            large
          />
        ) : frame?.problem ? (
          <ErrorNote
            plain
            message={frame.problem.message}
            action={
              frame.problem.code === 'bad-query'
                ? 'Look at the query: it is sent as it stands here.'
                : frame.problem.action
            }
          />
        ) : answered ? (
          <p className="absolute inset-0 flex items-center justify-center text-ink-2">No data in this range</p>
        ) : (
          <Skeleton className="absolute inset-0" />
        )}
      </div>
      {frame && frame.series.length > 0 && (
        <LegendRow drawn={drawn} hidden={hidden} width={width} note={`last ${formatDuration(rangeSeconds * 1000)}`} />
      )}
      {notes.length > 0 && frame && frame.series.length > 0 && (
        <p className="text-small text-warn wrap-anywhere">{notes.join(' ')}</p>
      )}
      {frame?.simulated && (
        <div>
          <SimulatedMark />
        </div>
      )}
    </figure>
  );
}
