import { CircleCheck, CircleX, Lock, TriangleAlert } from 'lucide-react';
import type { JournalStatus } from '#shared/contract/index.ts';
import { formatDuration } from '#shared/domain/duration.ts';
import { plural } from '#shared/domain/plural.ts';
import { SimulatedMark, useNow } from '../components/index.ts';
import { useStore, useZonedTime } from '../store/index.ts';

/** The quiet line at the bottom: what is recorded, where figures come from, what time it is. */
export function StatusBar() {
  return (
    <footer className="flex h-(--status-height) shrink-0 items-center gap-5 overflow-hidden border-t border-line bg-pane px-3.5 text-small whitespace-nowrap text-ink-2">
      <Journal />
      <Source />
      <div className="ml-auto flex items-center gap-5">
        <Sessions />
        <Clock />
      </div>
    </footer>
  );
}

const journalStates = {
  ready: { icon: CircleCheck, colour: 'text-ok', words: 'journal ready' },
  'read-only': { icon: Lock, colour: 'text-warn', words: 'journal is READ-ONLY' },
  damaged: { icon: CircleX, colour: 'text-crit', words: 'journal is DAMAGED' },
} as const satisfies Record<JournalStatus['state'], unknown>;

function Journal() {
  const journal = useStore((state) => state.journal);
  const inIncident = useStore((state) => (state.view.kind === 'incident' ? state.incident?.eventCount : undefined));
  if (!journal) return null;
  const { icon: Sign, colour, words } = journalStates[journal.state];
  const count = inIncident ?? journal.events;
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={journal.detail}>
      <Sign aria-hidden className={`size-3.5 shrink-0 ${colour}`} strokeWidth={2} />
      <span className="truncate">
        {plural(count, 'event')} recorded, {words}
      </span>
    </span>
  );
}

/** Which source, and how old its newest answer is: "2 s ago" is also how one sees that it stopped answering. */
function Source() {
  const source = useStore((state) => state.source);
  const fetchedAt = useStore((state) =>
    Object.values(state.panelFrames).reduce(
      (newest, frame) => Math.max(newest, frame.fetchedAt ?? 0),
      state.alertsFrame?.fetchedAt ?? 0,
    ),
  );
  const now = useNow();
  if (source.kind === 'none') return <span>no metrics</span>;
  if (source.kind !== 'connected') return null;
  const age = Math.max(0, now - fetchedAt);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate">
        {source.source.name}
        {fetchedAt > 0 &&
          `, ${age < 1000 ? 'now' : `${formatDuration(Math.floor(age / 1000) * 1000).replace('.0', '')} ago`}`}
      </span>
      {source.source.kind === 'simulated' && <SimulatedMark />}
    </span>
  );
}

function Sessions() {
  const count = useStore((state) => state.sessions?.filter(({ state: session }) => session !== 'exited').length ?? 0);
  if (count === 0) return null;
  return <span>{plural(count, 'session')}</span>;
}

function Clock() {
  const now = useNow();
  const time = useZonedTime();
  const isUtc = time.offsetAt(now) === 0;
  return (
    <span className="flex items-center gap-3">
      {!isUtc && (
        <span className="figure text-ink">
          {time.seconds(now)} {time.zoneName(now)}
        </span>
      )}
      <span className={isUtc ? 'figure text-ink' : 'figure'}>{time.utcSeconds(now)} UTC</span>
    </span>
  );
}

/** Over everything, while the services do not answer. */
export function ConnectionBanner() {
  const connection = useStore((state) => state.connection);
  const time = useZonedTime();
  if (connection.kind === 'connected') return null;
  return (
    <div role="alert" className="flex shrink-0 items-center gap-2 bg-crit-bg px-3.5 py-1.5 text-crit">
      <TriangleAlert aria-hidden className="size-4 shrink-0" strokeWidth={2} />
      <span>
        {connection.final
          ? `${connection.detail ?? 'The services have stopped.'} This page can not go on; start War Room again.`
          : `Connection to War Room’s services lost at ${time.seconds(connection.since)}. What is on the screen is from then. Connecting again …`}
      </span>
    </div>
  );
}
