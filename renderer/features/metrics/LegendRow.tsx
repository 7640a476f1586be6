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
  // The threshold's line is in the chart: its label only stands where every name has room.
  const noteWidth = note === undefined ? 0 : note.length * 6.2 + 12;
  const showNote = note !== undefined && hidden === 0 && fitLegend(names, width - noteWidth) === names.length;
  const fitting = fitLegend(names, width);
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
        {showNote && note}
      </span>
    </div>
  );
}
