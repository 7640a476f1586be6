import { FileInput, FlaskConical, Plug, Siren } from 'lucide-react';
import { useState } from 'react';
import { Button, type ButtonProps, ErrorNote, SimulatedMark } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

/** The empty home: three lines and three buttons. */
export function Welcome() {
  const source = useStore((state) => state.source);
  const discovered = useStore((state) => state.discovered);
  const showOverlay = useStore((state) => state.showOverlay);
  const simulateSource = useStore((state) => state.simulateSource);
  const [failed, setFailed] = useState(false);
  const connected = source.kind === 'connected' ? source.source : undefined;

  return (
    <div className="mx-auto flex w-full max-w-180 flex-col pt-[8vh]">
      <h2 className="mb-6 text-display font-semibold">No incidents yet</h2>
      <ol className="divide-y divide-line rounded-md border border-line bg-pane">
        <Line
          title="Connect the metrics"
          text={
            connected
              ? `${connected.name} is connected.`
              : discovered?.url
                ? `A Prometheus answers on ${new URL(discovered.url).host}.`
                : 'A Prometheus by its address; one on this machine is found by itself.'
          }
          mark={connected?.kind === 'simulated'}
          button={{
            children: connected ? 'Change' : 'Connect Prometheus',
            icon: Plug,
            onClick: () => showOverlay({ kind: 'connect' }),
          }}
        />
        <Line
          title="Or look around first"
          text="Made-up figures that behave like a real system, marked wherever they show."
          button={{
            children: 'Start with simulated metrics',
            icon: FlaskConical,
            disabled: connected?.kind === 'simulated',
            onClick: () => {
              simulateSource().then(
                () => setFailed(false),
                () => setFailed(true),
              );
            },
          }}
        />
        <Line
          title="Declare when something breaks"
          text="Title, severity, who commands. Everything from then on is recorded here, on this machine."
          button={{
            children: 'Declare an incident',
            icon: Siren,
            look: 'primary',
            shortcut: 'D',
            onClick: () => showOverlay({ kind: 'declare' }),
          }}
        />
      </ol>
      <p className="mt-4 flex items-center gap-2 pl-5 text-ink-2">
        Got one from another machine?
        <Button icon={FileInput} onClick={() => showOverlay({ kind: 'import' })}>
          Import an incident …
        </Button>
      </p>
      {failed && (
        <div className="mt-4">
          <ErrorNote
            message="The simulation did not start: War Room’s own services do not answer."
            action="It connects again by itself; then try once more."
          />
        </div>
      )}
    </div>
  );
}

interface LineProps {
  readonly title: string;
  readonly text: string;
  readonly mark?: boolean;
  readonly button: ButtonProps;
}

function Line({ title, text, mark = false, button }: LineProps) {
  return (
    <li className="flex min-h-18 items-center gap-6 px-5 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          {title}
          {mark && <SimulatedMark />}
        </p>
        <p className="text-ink-2">{text}</p>
      </div>
      <Button size="medium" {...button} className="w-60" />
    </li>
  );
}
