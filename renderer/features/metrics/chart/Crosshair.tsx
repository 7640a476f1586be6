import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { PanelFrame } from '#shared/contract/index.ts';
import type { MetricUnit } from '#shared/domain/metrics/format.ts';
import type { DrawnSeries } from '../legend.ts';
import { pointAt, usePointedInstant } from './crosshair.ts';
import { type ChartLayout, columnOf, instantAt } from './plot.ts';
import { readAt } from './reading.ts';

interface Props {
  readonly title: string;
  readonly layout: ChartLayout;
  readonly grid: PanelFrame['grid'];
  readonly drawn: readonly DrawnSeries[];
  readonly unit: MetricUnit;
  /** Sentences that stand for the drawing. */
  readonly description: string;
  /** Prints an instant in the chosen zone. */
  readonly formatTime: (instant: number) => string;
  /** The same in UTC, shown beside it. */
  readonly formatUtc: (instant: number) => string;
}

/**
 * The line that all charts share and the values under it, over one chart. It takes the pointer and the arrow keys, so
 * that reading a value needs no mouse.
 */
export function Crosshair(props: Props) {
  const { title, layout, grid, drawn, unit, description, formatTime, formatUtc } = props;
  const [anchor, setAnchor] = useState<DOMRect>();
  const instant = usePointedInstant();
  const reading = instant === undefined ? undefined : readAt(grid, drawn, unit, instant);
  const column = reading && columnOf(grid, layout.plot, reading.instant);
  // A chart that goes away under the pointer never hears that the pointer left.
  useEffect(() => () => pointAt(undefined), []);
  const leave = () => {
    pointAt(undefined);
    setAnchor(undefined);
  };

  const step = (steps: number) => {
    const from = reading?.instant ?? grid.startMs + (steps > 0 ? -1 : grid.count) * grid.stepMs;
    const last = grid.startMs + (grid.count - 1) * grid.stepMs;
    pointAt(Math.min(last, Math.max(grid.startMs, from + steps * grid.stepMs)));
  };

  return (
    <div
      role="img"
      aria-label={description}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys read values, as the pointer does
      tabIndex={0}
      data-ring="inside"
      className="absolute inset-0 rounded-sm"
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        setAnchor(box);
        pointAt(instantAt(grid, layout.plot, event.clientX - box.left));
      }}
      onPointerLeave={leave}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && anchor) {
          event.stopPropagation();
          return leave();
        }
        const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (direction === 0) return;
        event.preventDefault();
        setAnchor(event.currentTarget.getBoundingClientRect());
        step(direction * (event.shiftKey ? 10 : 1));
      }}
    >
      {column !== undefined && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute w-px bg-accent"
          style={{ left: Math.round(column), top: layout.plot.top, height: layout.plot.height }}
        />
      )}
      {anchor && reading && column !== undefined && (
        <Tooltip anchor={anchor} column={column} title={title}>
          <p className="figure flex justify-between gap-3 text-ink-2">
            <span className="text-ink">{formatTime(reading.instant)}</span>
            <span>{formatUtc(reading.instant) !== formatTime(reading.instant) && formatUtc(reading.instant)} UTC</span>
          </p>
          <ul className="mt-1">
            {reading.rows.map(({ key, legend, colour, text, value }) => (
              <li key={key} className="flex items-baseline gap-2">
                <span className="h-0.5 w-2.5 shrink-0 self-center rounded-full" style={{ background: colour }} />
                <span className="min-w-0 flex-1 truncate text-ink-2">{legend}</span>
                <span className={`figure ${value === undefined ? 'text-ink-3' : 'text-ink'}`}>{text}</span>
              </li>
            ))}
          </ul>
        </Tooltip>
      )}
    </div>
  );
}

const WIDTH = 208;
const GAP = 12;

/** Beside the crosshair, outside every pane that would clip it. */
function Tooltip(props: {
  readonly anchor: DOMRect;
  readonly column: number;
  readonly title: string;
  readonly children: React.ReactNode;
}) {
  const { anchor, column, children } = props;
  const x = anchor.left + column;
  const left = x + GAP + WIDTH <= window.innerWidth ? x + GAP : x - GAP - WIDTH;
  return createPortal(
    <div
      role="status"
      className="pointer-events-none fixed z-50 rounded-md border border-line-strong bg-overlay p-2 text-small shadow-pop"
      style={{
        left: Math.max(4, left),
        top: Math.max(4, Math.min(anchor.top, window.innerHeight - 220)),
        width: WIDTH,
      }}
    >
      {children}
    </div>,
    document.body,
  );
}
