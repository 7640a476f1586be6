import type { PanelFrame } from '#shared/contract/index.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { ErrorNote } from '../../components/index.ts';
import type { Freshness } from './freshness.ts';

interface Props {
  readonly freshness: Freshness;
  /** What the newest failure says; left out where a pane beside it says so already. */
  readonly problem?: PanelFrame['problem'];
  readonly sourceName: string;
  readonly time: ZonedTime;
}

/** Under a pane's header while its source does not answer: since when, what is shown meanwhile, what to do. */
export function UnreachableNote({ freshness, problem, sourceName, time }: Props) {
  if (freshness.kind !== 'unreachable') return null;
  const shown = freshness.dataUntil === undefined ? 'no data yet' : 'showing data up to then';
  return (
    <div className="border-b border-line px-3.5 py-2">
      <ErrorNote
        plain
        tone="warning"
        message={`${sourceName} unreachable since ${time.minutes(freshness.since)}, ${shown}.`}
        action={problem && `${problem.message} ${problem.action}`.trim()}
      />
    </div>
  );
}
