import { Camera, Copy } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Panel, PanelFrame } from '#shared/contract/index.ts';
import { formatQuantity } from '#shared/domain/metrics/format.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { Button, copyText, Dialog, IconButton } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import type { Markers } from './chart/SeriesChart.tsx';
import { useSize } from './chart/use-size.ts';
import { chooseDrawn, type DrawnSeries } from './legend.ts';
import { PanelChart } from './PanelChart.tsx';
import { panelNotes } from './panel-notes.ts';
import { summarize } from './summary.ts';

interface Props {
  readonly panel: Panel;
  readonly markers: Markers;
  readonly time: ZonedTime;
  readonly incidentId: string | undefined;
  readonly onClose: () => void;
}

/** One panel over the window: a large chart, every series with its figures, and the queries. */
export function ExpandedPanel({ panel, markers, time, incidentId, onClose }: Props) {
  const frame = useStore(({ panelFrames }) => panelFrames[panel.id]);
  const keepPanel = useStore((state) => state.keepPanel);
  const kept = useStore((state) => state.kept[panel.id]);
  const [emphasised, setEmphasised] = useState<string>();
  const { ref, width, height } = useSize();
  const { drawn } = useMemo(() => chooseDrawn(frame?.series ?? []), [frame]);
  const notes = frame ? panelNotes(frame, false) : [];

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={panel.title}
      size="large"
      footer={
        incidentId && (
          <>
            {kept && (
              <span role="status" className="mr-auto text-small text-ink-2">
                {kept.kind === 'failed' ? kept.problem.message : kept.kind === 'kept' ? 'Kept on the timeline' : ''}
              </span>
            )}
            <Button icon={Camera} busy={kept?.kind === 'busy'} onClick={() => void keepPanel(incidentId, panel.id)}>
              Keep as evidence
            </Button>
          </>
        )
      }
    >
      <div ref={ref} className="relative h-72">
        {frame && frame.series.length > 0 ? (
          <PanelChart
            panel={panel}
            frame={frame}
            drawn={drawn}
            markers={markers}
            width={width}
            height={height}
            time={time}
            emphasised={emphasised}
            large
          />
        ) : (
          <p className="flex h-full items-center justify-center text-ink-2">No data in this range</p>
        )}
      </div>
      {notes.map((note) => (
        <p key={note} className="mt-1 text-small text-warn">
          {note}
        </p>
      ))}
      {frame && frame.series.length > 0 && (
        <SeriesTable panel={panel} frame={frame} drawn={drawn} onEmphasise={setEmphasised} />
      )}
      <Queries panel={panel} frame={frame} />
    </Dialog>
  );
}

interface TableProps {
  readonly panel: Panel;
  readonly frame: PanelFrame;
  readonly drawn: readonly DrawnSeries[];
  readonly onEmphasise: (key: string | undefined) => void;
}

/** Every series, drawn or not, with its figures over the range. */
function SeriesTable({ panel, frame, drawn, onEmphasise }: TableProps) {
  const print = (value: number | undefined) => (value === undefined ? '–' : formatQuantity(value, panel.unit));
  return (
    <table className="mt-3 w-full">
      <thead>
        <tr className="text-right text-small text-ink-3">
          <th className="pb-1 text-left font-medium">Series</th>
          <th className="w-20 pb-1 font-medium">Now</th>
          <th className="w-20 pb-1 font-medium">Min</th>
          <th className="w-20 pb-1 font-medium">Mean</th>
          <th className="w-20 pb-1 font-medium">Max</th>
        </tr>
      </thead>
      <tbody>
        {frame.series.map((series) => {
          const figures = summarize(series.values);
          const colour = drawn.find((one) => one.series.key === series.key)?.colour;
          return (
            <tr
              key={series.key}
              className="border-t border-line text-right hover:bg-hover"
              onPointerEnter={() => onEmphasise(colour && series.key)}
              onPointerLeave={() => onEmphasise(undefined)}
            >
              <td className="max-w-0 truncate py-1 text-left" title={series.legend}>
                <span
                  className="mr-2 inline-block h-0.5 w-2.5 rounded-full align-middle"
                  style={{ background: colour ?? 'var(--line-strong)' }}
                />
                {series.legend}
                {!colour && <span className="ml-2 text-small text-ink-3">not drawn</span>}
              </td>
              <td className="figure py-1">{print(figures.now)}</td>
              <td className="figure py-1 text-ink-2">{print(figures.min)}</td>
              <td className="figure py-1 text-ink-2">{print(figures.mean)}</td>
              <td className="figure py-1 text-ink-2">{print(figures.max)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Queries({ panel, frame }: { readonly panel: Panel; readonly frame: PanelFrame | undefined }) {
  const queries = frame && frame.queries.length > 0 ? frame.queries : panel.queries.map(({ expr }) => expr);
  return (
    <ul className="mt-4 flex flex-col gap-1">
      {queries.map((query) => (
        <li key={query} className="flex items-start gap-2 rounded-md bg-raised py-1 pr-1 pl-3">
          <code className="min-w-0 flex-1 py-1 text-small wrap-anywhere">{query}</code>
          <IconButton icon={Copy} label="Copy PromQL" onClick={() => void copyText(query)} />
        </li>
      ))}
    </ul>
  );
}
