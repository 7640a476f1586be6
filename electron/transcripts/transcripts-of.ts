import type { Transcript } from '#shared/contract/index.ts';
import type { SealedPart } from './catalogue.ts';
import type { LiveFile } from './live-files.ts';

/** The parts and files of each session as one recording, newest first. `titleOf`: undefined for a desk. */
export function transcriptsOf(
  parts: readonly SealedPart[],
  files: readonly LiveFile[],
  titleOf: (streamId: string) => string | undefined,
): readonly Transcript[] {
  const sealed = Map.groupBy(parts, ({ sessionId }) => sessionId);
  const live = Map.groupBy(files, ({ sessionId }) => sessionId);
  return [...new Set([...sealed.keys(), ...live.keys()])]
    .map((sessionId) => {
      const kept = (sealed.get(sessionId) ?? []).filter(({ purged }) => !purged);
      const growing = live.get(sessionId) ?? [];
      const purged = kept.length + growing.length === 0;
      const all = [...(purged ? (sealed.get(sessionId) ?? []) : kept), ...growing];
      const newest = all.at(-1);
      const streamId = growing.at(-1)?.incidentId ?? sealed.get(sessionId)?.at(-1)?.streamId;
      const incidentTitle = streamId === undefined ? undefined : titleOf(streamId);
      return {
        sessionId,
        ...(streamId === undefined || incidentTitle === undefined ? {} : { incidentId: streamId, incidentTitle }),
        title: newest?.title ?? '',
        startedAt: newest?.startedAt ?? 0,
        durationMs: durationOf(all),
        size: all.reduce((sum, { size }) => sum + size, 0),
        state: purged ? ('purged' as const) : growing.length > 0 ? ('live' as const) : ('kept' as const),
      };
    })
    .toSorted((a, b) => b.startedAt - a.startedAt);
}

/** Where a part begins is unknown until it was read in: they follow one another then. */
function durationOf(parts: readonly { readonly fromMs: number | undefined; readonly durationMs: number }[]): number {
  let end = 0;
  for (const { fromMs, durationMs } of parts) end = Math.max(end, (fromMs ?? end) + durationMs);
  return end;
}
