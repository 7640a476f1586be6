import type { ReactNode } from 'react';
import { plural } from '#shared/domain/plural.ts';
import { compareEntries } from '#shared/domain/timeline.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { Button, Spinner } from '../../components/index.ts';
import { type TimelineWindow, useStore } from '../../store/index.ts';

interface Props {
  readonly timeline: TimelineWindow;
  readonly time: ZonedTime;
}

/** Over the first rows: what of the earlier entries is on its way, failed, or changed without being on the screen. */
export function ReadingBackNote({ timeline, time }: Props) {
  const readingBack = useStore((state) => state.readingBack);
  const revealed = useStore((state) => state.revealed);
  const incidentId = useStore((state) => state.incidentId);
  const forgetRevealed = useStore((state) => state.forgetRevealed);
  const loadOlderEntries = useStore((state) => state.loadOlderEntries);
  const revealEntry = useStore((state) => state.revealEntry);
  if (revealed?.state === 'absent' && revealed.incidentId === incidentId) {
    return (
      <Note action={<Button onClick={forgetRevealed}>Dismiss</Button>}>That entry is no longer on this timeline.</Note>
    );
  }
  switch (readingBack.kind) {
    case 'reading':
      return readingBack.toward === undefined ? (
        <Note>
          <Spinner /> Reading earlier entries
        </Note>
      ) : (
        <Note action={<Button onClick={forgetRevealed}>Stop</Button>}>
          <Spinner />
          Reading back to {time.day(readingBack.toward)} {time.minutes(readingBack.toward)},{' '}
          {plural(readingBack.loaded, 'entry', 'entries')} so far
        </Note>
      );
    case 'failed':
      return (
        <Note action={<Button onClick={loadOlderEntries}>Try again</Button>}>
          Earlier entries were not read: the services do not answer.
        </Note>
      );
    case 'idle': {
      const newest = [...timeline.changedBefore.values()].sort(compareEntries).at(-1);
      if (!newest || incidentId === undefined) return null;
      return (
        <Note action={<Button onClick={() => revealEntry(incidentId, newest)}>Show</Button>}>
          {plural(timeline.changedBefore.size, 'entry', 'entries')} changed further up
        </Note>
      );
    }
  }
}

function Note({ action, children }: { readonly action?: ReactNode; readonly children: ReactNode }) {
  return (
    <div
      role="status"
      className="absolute top-2 left-1/2 flex max-w-[calc(100%-1.5rem)] -translate-x-1/2 items-center gap-2 rounded-md border border-line-strong bg-overlay py-1 pr-1 pl-2.5 text-small text-ink-2 shadow-pop"
    >
      <span className="flex min-h-5 items-center gap-2">{children}</span>
      {action ?? <span className="w-1.5" />}
    </div>
  );
}
