import { z } from 'zod';

/**
 * One series on a regular grid. `values[i]` belongs to `startMs + i * stepMs`; null is a missing sample, a gap, never
 * zero. NaN and infinities do not survive JSON: they are null in `values` and listed in `specials`.
 */
export const seriesSchema = z.object({
  /** Canonical text of query index and labels; stable between refreshes. */
  key: z.string(),
  legend: z.string(),
  labels: z.record(z.string(), z.string()),
  values: z.array(z.number().nullable()),
  specials: z.array(z.object({ index: z.number().int().min(0), value: z.enum(['NaN', '+Inf', '-Inf']) })),
});
export type Series = z.infer<typeof seriesSchema>;

/** Times are UTC ms; `count` samples from `startMs`, `stepMs` apart. */
export const gridSchema = z.object({
  startMs: z.number(),
  stepMs: z.number().positive(),
  count: z.number().int().min(0),
});
export type Grid = z.infer<typeof gridSchema>;

export const thresholdSchema = z.object({
  value: z.number(),
  level: z.enum(['warning', 'critical']),
  label: z.string().optional(),
});

/** The samples of one panel over one range, kept as evidence. */
export const snapshotSchema = z.object({
  panelId: z.string(),
  title: z.string(),
  unit: z.string(),
  /** As sent to the source: PromQL after the interval variables were filled in. */
  queries: z.array(z.string()),
  sourceName: z.string(),
  simulated: z.boolean(),
  /** IANA name of the zone of the device that took it. */
  zone: z.string(),
  grid: gridSchema,
  series: z.array(seriesSchema),
  thresholds: z.array(thresholdSchema),
  warnings: z.array(z.string()),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
