import { Camera, Check, Copy, Ellipsis, Maximize2, TriangleAlert, X } from 'lucide-react';
import { memo, useEffect, useMemo } from 'react';
import type { Panel, PanelFrame } from '#shared/contract/index.ts';
import { formatQuantity } from '#shared/domain/metrics/format.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { copyText, ErrorNote, IconButton, Menu, MenuItem, Skeleton, Spinner } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { useInTurn } from './chart/frame-queue.ts';
import type { Markers } from './chart/SeriesChart.tsx';
import { useSize } from './chart/use-size.ts';
import { HeadlineFigure } from './HeadlineFigure.tsx';
import { pickHeadline } from './headline.ts';
import { LegendRow } from './LegendRow.tsx';
import { chooseDrawn } from './legend.ts';
import { PanelChart } from './PanelChart.tsx';
import { panelNotes } from './panel-notes.ts';

interface Props {
  readonly panel: Panel;
  readonly markers: Markers;
  readonly time: ZonedTime;
  /** The open incident, into which a graph can be kept. */
  readonly incidentId: string | undefined;
  /** The source does not answer, and the pane says so for all its panels. */
  readonly sourceSilent: boolean;
  readonly onExpand: (panelId: string) => void;
}

/** Resolution is asked for in these steps, so that dragging a separator does not open a stream per pixel. */
const WIDTH_STEP = 100;

/** One panel of the grid: title, present figure, chart, legend, and whatever has to be said about them. */
export const PanelCard = memo(function PanelCard(props: Props) {
  const { panel, markers, time, incidentId, sourceSilent, onExpand } = props;
  const newest = useStore(({ panelFrames }) => panelFrames[panel.id]);
  const followPanel = useStore((state) => state.followPanel);
  const rangeSeconds = useStore((state) => state.rangeSeconds);
  const { ref, width, height } = useSize();
  const frame = useInTurn(newest);
  const { drawn, hidden } = useMemo(() => chooseDrawn(frame?.series ?? []), [frame]);
  const maxPoints = Math.max(WIDTH_STEP, Math.ceil(width / WIDTH_STEP) * WIDTH_STEP) * 2;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another range is another stream
  useEffect(() => {
    if (width === 0) return;
    const stop = new AbortController();
    followPanel(panel.id, maxPoints, stop.signal);
    return () => stop.abort();
  }, [followPanel, panel.id, maxPoints, rangeSeconds, width === 0]);

  const headline = useMemo(() => frame && pickHeadline(panel, frame.series), [panel, frame]);
  const threshold = panel.thresholds[0];
  return (
    <article
      aria-label={panel.title}
      className="group/panel flex min-h-35 min-w-0 flex-col border-r border-b border-line px-3 pt-1.5 pb-1.5"
    >
      <header className="flex h-7 shrink-0 items-center gap-1">
        <h3 className="truncate text-ink-2" title={panel.title}>
          {panel.title}
        </h3>
        <PanelMenu panel={panel} incidentId={incidentId} onExpand={onExpand} />
        <span className="ml-auto" />
        {frame && frame.series.length > 0 && <HeadlineFigure panel={panel} headline={headline} />}
      </header>
      <div ref={ref} className="relative min-h-15 flex-1">
        {frame && frame.series.length > 0 ? (
          <PanelChart
            panel={panel}
            frame={frame}
            drawn={drawn}
            markers={markers}
            width={width}
            height={height}
            time={time}
          />
        ) : (
          <PanelVacancy frame={frame} sourceSilent={sourceSilent} />
        )}
      </div>
      <div className="relative min-h-5 shrink-0">
        {frame && frame.series.length > 0 && (
          <LegendRow
            drawn={drawn}
            hidden={hidden}
            width={width}
            note={threshold && `threshold ${formatQuantity(threshold.value, panel.unit)}`}
          />
        )}
        <KeptNote panelId={panel.id} />
      </div>
      {frame && <PanelNotes frame={frame} sourceSilent={sourceSilent} />}
    </article>
  );
});

/** In place of a chart: the shape of one to come, that there is no data (which is not zero), or what failed. */
function PanelVacancy({
  frame,
  sourceSilent,
}: {
  readonly frame: PanelFrame | undefined;
  readonly sourceSilent: boolean;
}) {
  if (frame?.problem && !sourceSilent) {
    return <ErrorNote plain message={frame.problem.message} action={frame.problem.action} />;
  }
  if (frame?.fetchedAt === undefined && sourceSilent) {
    return <p className="absolute inset-0 flex items-center justify-center text-ink-3">No data yet</p>;
  }
  if (!frame || frame.fetchedAt === undefined) return <Skeleton className="absolute inset-0 my-1" />;
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center text-center">
      <p className="text-ink-2">No data</p>
      <p className="text-small text-ink-3">Nothing matches in this range.</p>
    </div>
  );
}

/** A failure beside older samples, warnings of the server, and what was too much to load: each once. */
function PanelNotes({ frame, sourceSilent }: { readonly frame: PanelFrame; readonly sourceSilent: boolean }) {
  const notes = panelNotes(frame, sourceSilent);
  if (notes.length === 0) return null;
  return (
    <p className="flex items-start gap-1.5 text-small text-warn" title={notes.join('\n')}>
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" strokeWidth={2} />
      <span className="line-clamp-2 min-w-0 wrap-anywhere">{notes.join(' ')}</span>
    </p>
  );
}

function PanelMenu({ panel, incidentId, onExpand }: Pick<Props, 'panel' | 'incidentId' | 'onExpand'>) {
  const keepPanel = useStore((state) => state.keepPanel);
  return (
    <Menu
      trigger={
        <IconButton
          icon={Ellipsis}
          label={`${panel.title}: menu`}
          className="z-1 -mr-7 bg-pane opacity-0 group-focus-within/panel:opacity-100 group-hover/panel:opacity-100 data-[state=open]:opacity-100"
        />
      }
    >
      <MenuItem icon={Maximize2} onSelect={() => onExpand(panel.id)}>
        Expand
      </MenuItem>
      <MenuItem
        icon={Camera}
        disabled={incidentId === undefined}
        hint={incidentId === undefined ? 'Needs an open incident' : 'Its samples go on the timeline'}
        onSelect={() => incidentId && void keepPanel(incidentId, panel.id)}
      >
        Keep as evidence
      </MenuItem>
      <MenuItem icon={Copy} onSelect={() => void copyText(panel.queries.map(({ expr }) => expr).join('\n'))}>
        Copy PromQL
      </MenuItem>
    </Menu>
  );
}

/** How long a success stays on the panel, milliseconds. The timeline keeps it for good. */
const SUCCESS_SHOWN = 4000;

/** Whether the graph was kept, on the panel itself. A failure stays until it is dismissed. */
function KeptNote({ panelId }: { readonly panelId: string }) {
  const kept = useStore((state) => state.kept[panelId]);
  const forgetKept = useStore((state) => state.forgetKept);
  useEffect(() => {
    if (kept?.kind !== 'kept') return;
    const timer = setTimeout(() => forgetKept(panelId), SUCCESS_SHOWN);
    return () => clearTimeout(timer);
  }, [kept, forgetKept, panelId]);
  if (!kept) return null;
  if (kept.kind === 'failed') {
    return (
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <ErrorNote plain message={kept.problem.message} action={kept.problem.action} />
        </div>
        <IconButton icon={X} label="Dismiss" onClick={() => forgetKept(panelId)} />
      </div>
    );
  }
  return (
    <p role="status" className="appear absolute inset-0 flex items-center bg-pane gap-1.5 text-small text-ink-2">
      {kept.kind === 'busy' ? <Spinner className="size-3.5" /> : <Check aria-hidden className="size-3.5 text-ok" />}
      {kept.kind === 'busy' ? 'Keeping…' : 'Kept on the timeline'}
    </p>
  );
}
