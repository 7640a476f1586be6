import { useEffect, useMemo } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { ErrorNote, Skeleton } from '../../components/index.ts';
import { useStore, useZonedTime } from '../../store/index.ts';
import { sparklinePaths } from './sparkline-path.ts';

const WIDTH = 280;
const HEIGHT = 52;
const strokes = ['stroke-s1', 'stroke-s2', 'stroke-s3', 'stroke-s4'];

/** The samples that were kept, drawn small; where they come from and which span, on hover. */
export function SnapshotPreview({ blob, title }: { readonly blob: string; readonly title: string }) {
  const state = useStore(({ snapshots }) => snapshots[blob]);
  const loadSnapshot = useStore((store) => store.loadSnapshot);
  useEffect(() => void loadSnapshot(blob), [loadSnapshot, blob]);

  if (state?.kind === 'failed') {
    return (
      <div className="mt-1.5">
        <ErrorNote plain tone="warning" message={state.message} />
      </div>
    );
  }
  return (
    <div className="mt-1.5 h-17 rounded-md border border-line bg-raised p-1.5">
      {state?.kind === 'ready' ? <Drawing snapshot={state.snapshot} title={title} /> : <Skeleton className="h-full" />}
    </div>
  );
}

function Drawing({ snapshot, title }: { readonly snapshot: Snapshot; readonly title: string }) {
  const time = useZonedTime();
  const { lines, thresholds } = useMemo(() => sparklinePaths(snapshot, WIDTH, HEIGHT), [snapshot]);
  const { startMs, stepMs, count } = snapshot.grid;
  const span = `${time.minutes(startMs)} to ${time.minutes(startMs + Math.max(0, count - 1) * stepMs)}`;
  const label = `Graph kept: ${title}, ${span}, ${snapshot.sourceName}`;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      className="block h-full w-full"
    >
      <title>{`${label}\n${snapshot.queries.join('\n')}`}</title>
      {thresholds.map((y) => (
        <line
          key={y}
          x1={0}
          x2={WIDTH}
          y1={y}
          y2={y}
          className="stroke-crit"
          strokeDasharray="3 3"
          strokeWidth={1}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {lines.map((d, index) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one snapshot never change
          key={index}
          d={d}
          fill="none"
          className={strokes[index]}
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
