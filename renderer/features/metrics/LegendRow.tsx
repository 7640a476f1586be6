import { type DrawnSeries, fitLegend } from './legend.ts';

interface Props {
  readonly drawn: readonly DrawnSeries[];
  /** Series of the answer that are not drawn. */
  readonly hidden: number;
  /** CSS pixels for the whole row. */
  readonly width: number;
  /** What stands at the right end, as "threshold 5 %". */
  readonly note: string | undefined;
}

/** Names of the lines under a small chart, as many as fit, and how many more there are. */
export function LegendRow({ drawn, hidden, width, note }: Props) {
  const names = drawn.map(({ series }) => series.legend);
  const noteWidth = note === undefined ? 0 : note.length * 6.2 + 12;
  // A note that would push every name away goes: the line itself is in the chart.
  const showNote =
    note !== undefined && fitLegend(names.slice(0, 1), width - noteWidth) === 1 && width - noteWidth > 90;
  const fitting = fitLegend(names, showNote ? width - noteWidth : width);
  const more = names.length - fitting + hidden;
  return (
    <div className="flex h-5 items-center gap-3 overflow-hidden text-small text-ink-2">
      {drawn.slice(0, fitting).map(({ series, colour }) => (
        <span key={series.key} className="flex min-w-0 items-center gap-1.5" title={series.legend}>
          <span className="h-0.5 w-2.5 shrink-0 rounded-full" style={{ background: colour }} />
          <span className="truncate">{series.legend}</span>
        </span>
      ))}
      <span className="ml-auto shrink-0 text-ink-3">
        {more > 0 && <span title={names.slice(fitting).join(', ')}>+{more}</span>}
        {showNote && more === 0 && note}
      </span>
    </div>
  );
}
