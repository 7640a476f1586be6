import type { Panel } from '#shared/contract/metrics.ts';
import type { WireEvent } from '#shared/domain/events/index.ts';
import { fail, type Outcome } from '#shared/domain/outcome.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import type { Recorder, RecorderProblemCode } from '../incidents/recorder.ts';
import type { Connection } from './connection.ts';
import type { MetricsOutcome } from './problem.ts';
import type { SampleLimits } from './prometheus/matrix.ts';
import { chooseStep, endOf, fillVariables, windowAt } from './prometheus/range.ts';
import { fetchSamples } from './samples.ts';

/** Points per series: enough for a graph as wide as a page, small enough to keep hundreds of them. */
const SNAPSHOT_POINTS = 600;

/** Asks the source for a panel as it stands now: the samples with all that is needed to draw them years later. */
export async function takeSnapshot(
  connection: Connection,
  panel: Panel,
  rangeSeconds: number,
  options: { readonly nowMs: number; readonly zone: string; readonly limits: SampleLimits },
  signal: AbortSignal,
): Promise<MetricsOutcome<Snapshot>> {
  const scrapeIntervalMs = await connection.scrapeIntervalMs();
  const stepMs = chooseStep(rangeSeconds, SNAPSHOT_POINTS, scrapeIntervalMs);
  const grid = windowAt(options.nowMs, rangeSeconds, stepMs);
  const queries = panel.queries.map(({ expr }) => fillVariables(expr, { rangeSeconds, stepMs, scrapeIntervalMs }));
  const samples = await fetchSamples(connection.api, panel, queries, grid, options.limits, signal);
  if (!samples.ok) return samples;
  return {
    ok: true,
    value: {
      panelId: panel.id,
      title: panel.title,
      unit: panel.unit,
      queries,
      sourceName: connection.source.name,
      simulated: connection.source.kind === 'simulated',
      zone: options.zone,
      grid,
      series: [...samples.value.series],
      thresholds: panel.thresholds,
      warnings: [...samples.value.warnings],
    },
  };
}

/** Keeps a snapshot as a blob, and says so on the incident's timeline. */
export function recordSnapshot(
  recorder: Recorder,
  incidentId: string,
  snapshot: Snapshot,
): Outcome<{ readonly events: readonly WireEvent[] }, RecorderProblemCode> {
  let blob: string;
  try {
    blob = recorder.putBlob(new TextEncoder().encode(JSON.stringify(snapshot)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('not-saved', `NOT SAVED: the graph could not be written to disk (${reason}).`, 'Free some disk space.');
  }
  const { panelId, title, unit, queries, sourceName, simulated, grid } = snapshot;
  return recorder.record(
    incidentId,
    [
      {
        kind: 'snapshotTaken',
        payload: {
          panelId,
          title,
          unit,
          queries,
          sourceName,
          startMs: grid.startMs,
          endMs: endOf(grid),
          stepMs: grid.stepMs,
          blob,
          simulated,
        },
      },
    ],
    'person',
  );
}
