import { useMemo } from 'react';
import { useStore } from '../../store/index.ts';
import type { Markers } from './chart/SeriesChart.tsx';

/** The moments of the open incident that the charts mark: noticed, declared, resolved. */
export function useIncidentMarkers(): Markers {
  const detectedAt = useStore((state) => state.incident?.timestamps.detectedAt);
  const declaredAt = useStore((state) => state.incident?.timestamps.declaredAt);
  const resolvedAt = useStore((state) => state.incident?.timestamps.resolvedAt);
  return useMemo(
    () => ({
      ...(detectedAt === undefined ? {} : { from: detectedAt }),
      ...(declaredAt === undefined ? {} : { declared: declaredAt }),
      ...(resolvedAt === undefined ? {} : { until: resolvedAt }),
    }),
    [detectedAt, declaredAt, resolvedAt],
  );
}
