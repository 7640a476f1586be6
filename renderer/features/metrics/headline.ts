import type { Panel, PanelFrame } from '#shared/contract/index.ts';
import { presentValue } from '#shared/domain/metrics/present.ts';

export type ThresholdLevel = 'warning' | 'critical';

/** The figure beside a panel's title. */
export interface Headline {
  readonly value: number;
  /** Which series it comes from, said only where the panel has several. */
  readonly of?: string;
  /** The gravest threshold that it exceeds, in the words the title shows. */
  readonly exceeded?: { readonly level: ThresholdLevel; readonly value: number; readonly label?: string };
}

/** The present figure of a panel, chosen as the panel says; undefined when there is no present sample. */
export function pickHeadline(
  panel: Pick<Panel, 'headline' | 'thresholds'>,
  series: PanelFrame['series'],
): Headline | undefined {
  const present = series.flatMap(({ legend, values }) => {
    const value = presentValue(values);
    return value === undefined ? [] : [{ legend, value }];
  });
  const chosen =
    panel.headline === 'last'
      ? present[0]
      : panel.headline === 'max'
        ? present.reduce<(typeof present)[number] | undefined>(
            (most, one) => (most === undefined || one.value > most.value ? one : most),
            undefined,
          )
        : present.length === 0
          ? undefined
          : { legend: '', value: present.reduce((sum, { value }) => sum + value, 0) };
  if (!chosen) return undefined;
  const exceeded = gravest(panel.thresholds, chosen.value);
  return {
    value: chosen.value,
    ...(series.length > 1 && chosen.legend !== '' ? { of: chosen.legend } : {}),
    ...(exceeded ? { exceeded } : {}),
  };
}

function gravest(thresholds: Panel['thresholds'], value: number): Headline['exceeded'] {
  let found: Panel['thresholds'][number] | undefined;
  for (const threshold of thresholds) {
    if (value <= threshold.value) continue;
    if (!found || (threshold.level === 'critical') >= (found.level === 'critical')) found = threshold;
  }
  if (!found) return undefined;
  const { level, value: limit, label } = found;
  return { level, value: limit, ...(label === undefined ? {} : { label }) };
}
