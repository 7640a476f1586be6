import type { Grid, Series } from '#shared/domain/snapshot.ts';

/** What is kept of one answer; past it, it is counted. */
export interface SampleLimits {
  readonly maxSeries: number;
  /** Places on the grid, over all series. */
  readonly maxPoints: number;
}

/** Ten series are drawn and the legend table lists the rest: a hundred is more than anybody reads. */
export const DEFAULT_SAMPLE_LIMITS: SampleLimits = { maxSeries: 100, maxPoints: 300_000 };

export interface GriddedSeries {
  readonly series: readonly Series[];
  readonly dropped: { readonly series: number; readonly points: number };
}

interface QueryOfPanel {
  /** Place of the query in its panel; part of each series' key. */
  readonly index: number;
  /** Legend template with `{{label}}`; empty: the labels themselves. */
  readonly legend: string;
}

/**
 * Puts the `matrix` of a range query on its grid: a step that is absent from the answer is null, NaN and infinities are
 * null and listed in `specials`, a native histogram is its sum. Undefined when `data` is no matrix.
 * Checked by hand, since a schema over hundreds of thousands of samples takes longer than the query.
 */
export function readMatrix(
  data: unknown,
  grid: Grid,
  query: QueryOfPanel,
  limits: SampleLimits,
): GriddedSeries | undefined {
  if (!isRecord(data) || data.resultType !== 'matrix' || !Array.isArray(data.result)) return undefined;
  const room = Math.min(limits.maxSeries, Math.floor(limits.maxPoints / Math.max(grid.count, 1)));
  const series: Series[] = [];
  let offGrid = 0;
  // Prometheus sorts the series by their labels, so the first ones are the same ones at each refresh.
  for (const item of data.result.slice(0, room)) {
    if (!isRecord(item) || !isRecord(item.metric)) return undefined;
    const labels = readLabels(item.metric);
    const placed = placeSamples(samplesOf(item), grid);
    if (placed === undefined) return undefined;
    offGrid += placed.offGrid;
    series.push({
      key: seriesKey(query.index, labels),
      legend: fillLegend(query.legend, labels),
      labels,
      values: placed.values,
      specials: placed.specials,
    });
  }
  series.sort(bySeriesKey);
  return { series, dropped: { series: data.result.length - series.length, points: offGrid } };
}

/** Order of series: by query, then by labels. The same whichever answers they came from. */
export function bySeriesKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return Number.parseInt(a.key, 10) - Number.parseInt(b.key, 10) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** Query index and sorted labels: the same series has the same key at every refresh. */
export function seriesKey(queryIndex: number, labels: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${queryIndex}${JSON.stringify(sorted)}`;
}

function fillLegend(template: string, labels: Readonly<Record<string, string>>): string {
  const filled = template.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => labels[name] ?? '').trim();
  if (filled !== '') return filled;
  const pairs = Object.entries(labels).filter(([name]) => name !== '__name__');
  const list = pairs.map(([name, value]) => `${name}="${value}"`).join(', ');
  return `${labels.__name__ ?? ''}${list === '' ? '' : `{${list}}`}` || 'value';
}

function readLabels(metric: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(metric).map(([name, value]) => [name, String(value)]));
}

/** `[seconds, text]` of floats and of native histograms together. */
function samplesOf(item: Record<string, unknown>): readonly unknown[] {
  const floats = Array.isArray(item.values) ? item.values : [];
  if (!Array.isArray(item.histograms)) return floats;
  const sums = item.histograms.map((pair) =>
    Array.isArray(pair) && isRecord(pair[1]) ? [pair[0], pair[1].sum] : undefined,
  );
  return [...floats, ...sums];
}

const specialNames = { NaN: 'NaN', '+Inf': '+Inf', Inf: '+Inf', '-Inf': '-Inf' } as const;

function placeSamples(samples: readonly unknown[], grid: Grid) {
  const values = new Array<number | null>(grid.count).fill(null);
  const specials: Series['specials'] = [];
  let offGrid = 0;
  for (const sample of samples) {
    if (!Array.isArray(sample)) return undefined;
    const [seconds, text] = sample;
    if (typeof seconds !== 'number' || typeof text !== 'string') return undefined;
    const steps = (seconds * 1000 - grid.startMs) / grid.stepMs;
    const index = Math.round(steps);
    // Prometheus prints times in ms; anything further off was not asked for.
    if (index < 0 || index >= grid.count || Math.abs(steps - index) * grid.stepMs > 1) {
      offGrid += 1;
      continue;
    }
    if (Object.hasOwn(specialNames, text)) {
      specials.push({ index, value: specialNames[text as keyof typeof specialNames] });
      continue;
    }
    const value = Number(text);
    if (text.trim() === '' || Number.isNaN(value)) return undefined;
    values[index] = value;
  }
  specials.sort((a, b) => a.index - b.index);
  return { values, specials, offGrid };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
