import type { Panel } from '#shared/contract/index.ts';
import { formatQuantity, formatValue } from '#shared/domain/metrics/format.ts';
import type { Headline } from './headline.ts';

interface Props {
  readonly panel: Panel;
  readonly headline: Headline | undefined;
}

/** The figure beside a panel's title; past a threshold it is coloured, and says so in words for those who can't see it. */
export function HeadlineFigure({ panel, headline }: Props) {
  if (!headline) {
    return (
      <span className="figure text-title text-ink-3" title="No sample at present">
        –<span className="sr-only">no present value</span>
      </span>
    );
  }
  const { value, of, exceeded } = headline;
  const { text, unit } = formatValue(value, panel.unit);
  const word = exceeded
    ? `${exceeded.level}: above ${exceeded.label ? `${exceeded.label}, ` : ''}${formatQuantity(exceeded.value, panel.unit)}`
    : undefined;
  const colour = exceeded ? (exceeded.level === 'critical' ? 'text-crit' : 'text-warn') : 'text-ink';
  return (
    <span
      className="flex shrink-0 items-baseline gap-1"
      title={word ?? `${formatQuantity(value, panel.unit)}${of ? ` ${of}` : ''}`}
    >
      <span className={`figure text-title font-semibold ${colour}`}>{text}</span>
      {(unit !== '' || of) && (
        <span className="max-w-24 truncate text-small text-ink-3">
          {unit} {of}
        </span>
      )}
      {word && <span className="sr-only">{word}</span>}
    </span>
  );
}
