import type { KnownEvent } from './events/index.ts';
import type { Series, Snapshot } from './snapshot.ts';

/** A graph that was kept, with its samples as they were received. Times are UTC ms. */
export interface PostMortemGraph {
  readonly title: string;
  readonly unit: string;
  readonly queries: readonly string[];
  readonly sourceName: string;
  readonly simulated: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly takenAt: number;
  readonly blob: string;
  /** Zone of the device that took it. */
  readonly zone: string | undefined;
  readonly thresholds: readonly {
    readonly value: string;
    readonly level: string;
    readonly label: string | undefined;
  }[];
  /** Undefined where the blob is missing or damaged. */
  readonly samples: GraphSamples | undefined;
}

export interface GraphSamples {
  readonly series: readonly SeriesFigures[];
  /** A bounded choice of rows with the exact samples of the first series. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly at: number; readonly values: readonly string[] }[];
  readonly rowsLeftOut: number;
  readonly seriesLeftOut: number;
}

/** Values are printed as JSON prints numbers, without rounding; "NaN", "+Inf" and "-Inf" as Prometheus prints them. */
export interface SeriesFigures {
  readonly legend: string;
  readonly count: number;
  readonly first: Sample | undefined;
  readonly min: Sample | undefined;
  readonly max: Sample | undefined;
  readonly last: Sample | undefined;
}

export interface Sample {
  readonly value: string;
  readonly at: number;
}

const MAX_ROWS = 40;
const MAX_COLUMNS = 6;
const GAP = '–';

/** The graph of a `snapshotTaken` event with the samples of its blob. */
export function toGraph(
  event: KnownEvent & { readonly kind: 'snapshotTaken' },
  snapshot: Snapshot | undefined,
): PostMortemGraph {
  const { title, unit, queries, sourceName, simulated, startMs, endMs, stepMs, blob } = event.payload;
  return {
    title,
    unit,
    queries,
    sourceName,
    simulated,
    startMs,
    endMs,
    stepMs,
    takenAt: event.occurredAt,
    blob,
    zone: snapshot?.zone,
    thresholds: (snapshot?.thresholds ?? []).map(({ value, level, label }) => ({ value: String(value), level, label })),
    samples: snapshot && readSamples(snapshot),
  };
}

function readSamples({ grid, series }: Snapshot): GraphSamples {
  const at = (index: number) => grid.startMs + index * grid.stepMs;
  const figures = series.map((one) => figuresOf(one, at));
  const shown = series.slice(0, MAX_COLUMNS);
  const indices = chooseRows(shown, grid.count);
  return {
    series: figures,
    columns: shown.map(({ legend }) => legend),
    rows: indices.map((index) => ({ at: at(index), values: shown.map((one) => print(one, index) ?? GAP) })),
    rowsLeftOut: grid.count - indices.length,
    seriesLeftOut: series.length - shown.length,
  };
}

function figuresOf(series: Series, at: (index: number) => number): SeriesFigures {
  const present = presentIndices(series);
  const numbers = present.filter((index) => typeof series.values[index] === 'number');
  const by = (better: (a: number, b: number) => boolean) =>
    numbers.reduce<number | undefined>(
      (best, index) => (best === undefined || better(numberAt(series, index), numberAt(series, best)) ? index : best),
      undefined,
    );
  const sample = (index: number | undefined): Sample | undefined => {
    const value = index === undefined ? undefined : print(series, index);
    return index === undefined || value === undefined ? undefined : { value, at: at(index) };
  };
  return {
    legend: series.legend,
    count: present.length,
    first: sample(present[0]),
    min: sample(by((a, b) => a < b)),
    max: sample(by((a, b) => a > b)),
    last: sample(present.at(-1)),
  };
}

function presentIndices(series: Series): number[] {
  const special = new Set(series.specials.map(({ index }) => index));
  return series.values.flatMap((value, index) => (value !== null || special.has(index) ? [index] : []));
}

function numberAt(series: Series, index: number): number {
  return series.values[index] ?? Number.NaN;
}

function print(series: Series, index: number): string | undefined {
  const value = series.values[index];
  if (typeof value === 'number') return String(value);
  return series.specials.find((special) => special.index === index)?.value;
}

/** First and last, each series' extremes, and the rest spread evenly: never more than the bound. */
function chooseRows(series: readonly Series[], count: number): number[] {
  if (count <= MAX_ROWS) return Array.from({ length: count }, (_, index) => index);
  const chosen = new Set<number>();
  for (const one of series) {
    const { first, last, min, max } = figuresOf(one, (index) => index);
    for (const sample of [last, first, max, min]) if (sample) chosen.add(sample.at);
  }
  const left = MAX_ROWS - chosen.size;
  for (let at = 0; at < left; at += 1) chosen.add(Math.round((at * (count - 1)) / Math.max(1, left - 1)));
  return [...chosen].sort((a, b) => a - b);
}
