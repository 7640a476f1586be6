import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { wireEventSchema } from '../domain/events/index.ts';
import { gridSchema, seriesSchema, thresholdSchema } from '../domain/snapshot.ts';
import { incidentProblemCodes } from './incidents.ts';
import { outcomeSchema } from './outcome.ts';

export const metricsProblemCodes = [
  'invalid-url',
  'refused-address',
  'unreachable',
  'timeout',
  'tls-error',
  'not-prometheus',
  'unauthorized',
  'redirected',
  'server-error',
  'bad-query',
  'too-large',
] as const;
export type MetricsProblemCode = (typeof metricsProblemCodes)[number];

const problemSchema = z.object({ code: z.enum(metricsProblemCodes), message: z.string(), action: z.string() });

export const sourceSchema = z.object({
  kind: z.enum(['prometheus', 'simulated']),
  name: z.string(),
  /** Without user name and password. Absent for the simulation. */
  url: z.string().optional(),
  /** Answered by the server; for the simulation 'simulated'. */
  version: z.string().optional(),
});
export type Source = z.infer<typeof sourceSchema>;

export const panelSchema = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.enum(['ratio', 'seconds', 'per second', 'count', 'bytes', 'none']),
  queries: z.array(z.object({ expr: z.string(), legend: z.string() })).min(1),
  thresholds: z.array(thresholdSchema),
  yMin: z.number().optional(),
  yMax: z.number().optional(),
  /** How the figure beside the title is chosen: the newest sample of the first series, the greatest, or the sum. */
  headline: z.enum(['last', 'max', 'sum']),
  /** Which alerts it belongs to. */
  alerts: z.array(z.string()),
});
export type Panel = z.infer<typeof panelSchema>;

/** The whole window of one panel. Also sent when a refresh fails: the last samples with the problem beside them. */
export const panelFrameSchema = z.object({
  panelId: z.string(),
  status: z.enum(['ok', 'waiting', 'failed']),
  problem: problemSchema.optional(),
  /** Since when it waits or fails, UTC ms. */
  since: z.number().optional(),
  /** When the newest answer came, UTC ms; absent until the first. */
  fetchedAt: z.number().optional(),
  grid: gridSchema,
  series: z.array(seriesSchema),
  /** As sent, interval variables filled in. */
  queries: z.array(z.string()),
  warnings: z.array(z.string()),
  dropped: z.object({ series: z.number().int(), points: z.number().int() }),
  refreshSeconds: z.number(),
  simulated: z.boolean(),
});
export type PanelFrame = z.infer<typeof panelFrameSchema>;

export const alertSchema = z.object({
  fingerprint: z.string(),
  name: z.string(),
  state: z.enum(['firing', 'pending']),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  /** UTC ms. */
  activeAt: z.number(),
  value: z.string(),
  /** The rule's `for`, seconds, where the server says it. */
  forSeconds: z.number().optional(),
});
export type Alert = z.infer<typeof alertSchema>;

export const alertsFrameSchema = z.object({
  status: z.enum(['ok', 'waiting', 'failed', 'disconnected']),
  problem: problemSchema.optional(),
  since: z.number().optional(),
  fetchedAt: z.number().optional(),
  alerts: z.array(alertSchema),
  simulated: z.boolean(),
});
export type AlertsFrame = z.infer<typeof alertsFrameSchema>;

export const metrics = {
  /** The source in use, or none. */
  watchSource: oc.output(eventIterator(z.object({ source: sourceSchema.optional() }))),
  /** Looks on localhost:9090; `found` is absent when nothing that speaks Prometheus answers there. */
  discover: oc.output(z.object({ found: sourceSchema.optional() })),
  connect: oc.input(z.object({ url: z.string().max(2048) })).output(outcomeSchema(sourceSchema, metricsProblemCodes)),
  useSimulated: oc.output(sourceSchema),
  disconnect: oc.output(z.object({})),
  panels: oc.output(z.object({ panels: z.array(panelSchema), problems: z.array(z.string()) })),
  /** A fresh frame at once ('waiting' before the first answer), then one per refresh. */
  watchPanel: oc
    .input(
      z.object({
        panelId: z.string(),
        rangeSeconds: z
          .number()
          .int()
          .min(60)
          .max(31 * 86_400),
        maxPoints: z.number().int().min(10).max(11_000),
      }),
    )
    .output(eventIterator(panelFrameSchema)),
  /** The same for one query that no panel asks, as of a runbook. */
  watchQuery: oc
    .input(
      z.object({
        expr: z.string().trim().min(1).max(10_000),
        rangeSeconds: z
          .number()
          .int()
          .min(60)
          .max(31 * 86_400),
        maxPoints: z.number().int().min(10).max(11_000),
      }),
    )
    .output(eventIterator(panelFrameSchema)),
  watchAlerts: oc.output(eventIterator(alertsFrameSchema)),
  /** Keeps the samples of a panel, as they are on the server now, as evidence of an incident. */
  keepSnapshot: oc
    .input(
      z.object({
        incidentId: z.uuid(),
        panelId: z.string(),
        rangeSeconds: z
          .number()
          .int()
          .min(60)
          .max(31 * 86_400),
      }),
    )
    .output(
      outcomeSchema(z.object({ events: z.array(wireEventSchema) }), [
        ...metricsProblemCodes,
        ...incidentProblemCodes,
        'not-connected',
        'unknown-panel',
        'no-data',
      ]),
    ),
};
