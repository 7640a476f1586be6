import { BellOff, BellRing, Siren } from 'lucide-react';
import type { Alert } from '#shared/contract/index.ts';
import { formatDuration } from '#shared/domain/duration.ts';
import type { ZonedTime } from '#shared/domain/zoned-time.ts';
import { Button, EmptyState, Pane, SimulatedMark, Skeleton, useNow } from '../../components/index.ts';
import { useStore, useZonedTime } from '../../store/index.ts';
import { AlertRow } from './AlertRow.tsx';
import { AlertRunbook } from './AlertRunbook.tsx';
import { countAlerts, sortAlerts, suggestedTitle } from './alert-list.ts';
import { alertsFreshness } from './freshness.ts';
import { UnreachableNote } from './UnreachableNote.tsx';

/** What fires and what is about to, for how long, and the way from an alert to an incident. */
export function AlertsPane() {
  const frame = useStore((state) => state.alertsFrame);
  const source = useStore((state) => state.source);
  const showOverlay = useStore((state) => state.showOverlay);
  const time = useZonedTime();
  const now = useNow();
  const connected = source.kind === 'connected' && frame && frame.status !== 'disconnected';
  const alerts = connected ? sortAlerts(frame.alerts) : [];
  const { firing, pending } = countAlerts(alerts);

  const declare = (alert: Alert) =>
    showOverlay({
      kind: 'declare',
      title: suggestedTitle(alert),
      detectionSource: 'alert',
      // A server whose clock runs ahead must not make it noticed in the future.
      detectedAt: Math.min(alert.activeAt, now),
    });

  return (
    <Pane
      name="Alerts"
      className="flex flex-col"
      status={
        connected && (
          <>
            <span className="flex items-center gap-3 text-small" aria-live="polite">
              {firing > 0 && <span className="font-medium text-crit">{firing} firing</span>}
              {pending > 0 && <span className="text-ink-2">{pending} pending</span>}
            </span>
            {frame.simulated && <SimulatedMark />}
          </>
        )
      }
    >
      {connected && (
        <UnreachableNote
          freshness={alertsFreshness(frame, now)}
          sourceName={source.source.kind === 'simulated' ? 'Simulation' : 'Prometheus'}
          time={time}
        />
      )}
      {!connected && source.kind !== 'unknown' && (
        <EmptyState icon={BellOff} title="No alerts to show">
          They come from the Prometheus that the metrics come from.
        </EmptyState>
      )}
      {connected && alerts.length === 0 && (
        <NothingFires fetchedAt={frame.fetchedAt} status={frame.status} time={time} />
      )}
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {alerts.map((alert) => (
          <AlertRow
            key={alert.fingerprint}
            alert={alert}
            now={now}
            age={formatAge(now - alert.activeAt)}
            since={time.seconds(alert.activeAt)}
            runbook={alert.state === 'firing' && <AlertRunbook alert={alert} />}
            action={
              <Button icon={Siren} onClick={() => declare(alert)}>
                Declare
              </Button>
            }
          />
        ))}
      </ul>
    </Pane>
  );
}

interface NothingProps {
  readonly fetchedAt: number | undefined;
  readonly status: string;
  readonly time: ZonedTime;
}

/** That nothing fires is only worth something with the time at which that was so. */
function NothingFires({ fetchedAt, status, time }: NothingProps) {
  if (fetchedAt === undefined) {
    return status === 'failed' ? null : (
      <div className="flex flex-col gap-3 p-3.5">
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </div>
    );
  }
  return (
    <EmptyState icon={BellRing} title="No alerts firing">
      As of <span className="figure">{time.seconds(fetchedAt)}</span>.
    </EmptyState>
  );
}

/** "21m", "2h", "3d": one unit, for the right edge. */
function formatAge(ms: number): string {
  if (ms < 60_000) return `${Math.max(0, Math.floor(ms / 1000))}s`;
  return formatDuration(ms).split(' ').slice(0, 2).join('');
}
