import type { Panel, PanelFrame } from '#shared/contract/index.ts';
import { formatQuantity } from '#shared/domain/metrics/format.ts';
import { presentValue } from '#shared/domain/metrics/present.ts';
import { pickHeadline } from './headline.ts';

/** What a chart shows, in a sentence or two for those who can't see it. */
export function describeChart(panel: Panel, frame: PanelFrame): string {
  const headline = pickHeadline(panel, frame.series);
  if (frame.series.length === 0) return `${panel.title}: no data`;
  const values = frame.series.flatMap((series) => series.values.filter((value) => value !== null));
  if (values.length === 0) return `${panel.title}: no data`;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const now = headline ? `now ${formatQuantity(headline.value, panel.unit)}` : 'no present value';
  const exceeded = headline?.exceeded
    ? `, above the ${headline.exceeded.level} threshold of ${formatQuantity(headline.exceeded.value, panel.unit)}`
    : '';
  const series = frame.series
    .slice(0, 10)
    .map(({ legend, values: own }) => {
      const value = presentValue(own);
      return `${legend} ${value === undefined ? 'no data' : formatQuantity(value, panel.unit)}`;
    })
    .join(', ');
  return `${panel.title}: ${now}${exceeded}; between ${formatQuantity(least, panel.unit)} and ${formatQuantity(greatest, panel.unit)} in this range. ${series}.`;
}
