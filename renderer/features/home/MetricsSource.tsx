import { Activity, FlaskConical, Unplug } from 'lucide-react';
import { useState } from 'react';
import { Button, ErrorNote, SimulatedMark } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { ConnectPrometheus } from '../metrics/index.ts';

/** Where the metrics come from, or how to get some. */
export function MetricsSource() {
  const source = useStore((state) => state.source);
  const frame = useStore((state) => state.alertsFrame);
  const simulateSource = useStore((state) => state.simulateSource);
  const disconnectSource = useStore((state) => state.disconnectSource);
  const [failed, setFailed] = useState(false);
  const attempt = (call: () => Promise<void>) => {
    call().then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };

  return (
    <section aria-labelledby="home-metrics" className="rounded-md border border-line bg-pane">
      <h2 id="home-metrics" className="flex h-11 items-center gap-2 border-b border-line px-4 font-semibold">
        <Activity aria-hidden className="size-4 text-ink-3" strokeWidth={1.75} />
        Metrics
        {source.kind === 'connected' && source.source.kind === 'simulated' && <SimulatedMark />}
      </h2>
      <div className="p-4">
        {source.kind === 'connected' ? (
          <div className="flex flex-col gap-3">
            <div>
              <p className="font-medium wrap-anywhere">{source.source.name}</p>
              {source.source.url ? (
                <p className="font-mono text-small wrap-anywhere text-ink-2">{source.source.url}</p>
              ) : (
                <p className="text-ink-2">Built in. There is no real system behind these figures.</p>
              )}
            </div>
            {frame?.status === 'failed' && frame.problem && (
              <ErrorNote message={frame.problem.message} action={frame.problem.action} />
            )}
            <div>
              <Button icon={Unplug} onClick={() => attempt(disconnectSource)}>
                {source.source.kind === 'simulated' ? 'Stop the simulation' : 'Disconnect'}
              </Button>
            </div>
          </div>
        ) : (
          <div className="flex flex-col gap-4">
            <ConnectPrometheus withoutSimulation />
            <div className="flex flex-col items-start gap-3 border-t border-line pt-4">
              <p className="text-small text-ink-2">No Prometheus at hand? Walk through it with made-up figures.</p>
              <Button icon={FlaskConical} onClick={() => attempt(simulateSource)}>
                Start with simulated metrics
              </Button>
            </div>
          </div>
        )}
        {failed && (
          <div className="mt-3">
            <ErrorNote
              message="Nothing was changed: War Room’s own services do not answer."
              action="It connects again by itself; then try once more."
            />
          </div>
        )}
      </div>
    </section>
  );
}
