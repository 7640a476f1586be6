import type { Panel } from '#shared/contract/metrics.ts';

/** A panel for one query that no file describes: what its figures mean is not known, and each series names itself. */
export function queryPanel(expr: string): Panel {
  return {
    id: `query ${expr}`,
    title: expr,
    unit: 'none',
    queries: [{ expr, legend: '' }],
    thresholds: [],
    headline: 'last',
    alerts: [],
  };
}
