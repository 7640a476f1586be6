import type { Incident } from './incident.ts';
import { type Figure, type FigureId, measurementsOf } from './measurements.ts';

/** One figure over several incidents, durations in ms. */
export interface MeanFigure extends Pick<Figure, 'name' | 'basis'> {
  readonly id: FigureId;
  /** How many incidents have it recorded. Below one there is nothing else. */
  readonly count: number;
  readonly meanMs?: number;
  readonly medianMs?: number;
  /** Nine in ten took no longer: the smallest recorded value of which that holds. */
  readonly p90Ms?: number;
}

/**
 * Means of the recorded figures of a period: MTTD, MTTA, MTTR and the others, each from its own basis, and the same
 * from the start apart, so that no mean mixes the two. Drills and duplicates are not counted.
 */
export function meansOver(incidents: readonly Incident[]): {
  readonly figures: readonly MeanFigure[];
  readonly fromStart: readonly MeanFigure[];
} {
  const measured = incidents.filter(({ drill, mergedInto }) => !drill && mergedInto === undefined).map(measurementsOf);
  return {
    figures: meansOf(measured.map(({ figures }) => figures)),
    fromStart: meansOf(measured.map(({ fromStart }) => fromStart)),
  };
}

function meansOf(measured: readonly (readonly Figure[])[]): readonly MeanFigure[] {
  const kinds = measured[0] ?? [];
  return kinds.map(({ id, name, basis }) => {
    const values = measured
      .flatMap((figures) => figures.filter((figure) => figure.id === id))
      .flatMap(({ measurement }) => (measurement.state === 'recorded' ? [measurement.ms] : []))
      .sort((a, b) => a - b);
    return { id, name, basis, count: values.length, ...summarize(values) };
  });
}

function summarize(sorted: readonly number[]): Pick<MeanFigure, 'meanMs' | 'medianMs' | 'p90Ms'> {
  const count = sorted.length;
  const at = (index: number) => sorted[index] ?? 0;
  if (count === 0) return {};
  return {
    meanMs: sorted.reduce((sum, value) => sum + value, 0) / count,
    medianMs: (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2,
    p90Ms: at(Math.ceil(0.9 * count) - 1),
  };
}
