import type { PanelFrame } from '#shared/contract/index.ts';

type Series = PanelFrame['series'][number];

/** More lines than this cannot be told apart; the rest stays in the expanded panel's table. */
export const MAX_DRAWN = 10;
const PALETTE = 8;

export interface DrawnSeries {
  readonly series: Series;
  /** A CSS variable of the palette. */
  readonly colour: string;
  /** The palette has eight colours: the ninth and tenth line repeat two of them, dashed. */
  readonly dashed: boolean;
}

/** Which series are drawn, in the order of the answer: all, or the ten with the greatest peaks. `hidden` counts the rest. */
export function chooseDrawn(series: readonly Series[]): {
  readonly drawn: readonly DrawnSeries[];
  readonly hidden: number;
} {
  const kept = series.length <= MAX_DRAWN ? series : strongest(series);
  return {
    drawn: kept.map((one, index) => ({
      series: one,
      colour: `var(--s${(index % PALETTE) + 1})`,
      dashed: index >= PALETTE,
    })),
    hidden: series.length - kept.length,
  };
}

function strongest(series: readonly Series[]): readonly Series[] {
  const ranked = series
    .map((one, index) => ({ one, index, peak: peakOf(one.values) }))
    .sort((a, b) => b.peak - a.peak || a.index - b.index);
  return ranked
    .slice(0, MAX_DRAWN)
    .sort((a, b) => a.index - b.index)
    .map(({ one }) => one);
}

function peakOf(values: Series['values']): number {
  return values.reduce<number>(
    (most, value) => (value !== null && value > most ? value : most),
    Number.NEGATIVE_INFINITY,
  );
}

/** How many legend names fit into `width` pixels, at least one; the rest becomes "+N". */
export function fitLegend(names: readonly string[], width: number): number {
  const swatch = 24;
  const character = 6.4;
  const reserve = 28;
  let used = 0;
  for (const [index, name] of names.entries()) {
    used += swatch + name.length * character;
    const room = index === names.length - 1 ? width : width - reserve;
    if (used > room) return Math.max(1, index);
  }
  return names.length;
}
