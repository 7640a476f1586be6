import { FlaskConical, Plug, Radar } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { Button, ErrorNote, TextField } from '../../components/index.ts';
import { useStore } from '../../store/index.ts';

interface Props {
  /** Called once a source is in use. */
  readonly onConnected?: () => void;
  /** Without the choice of the simulation, where it stands elsewhere. */
  readonly withoutSimulation?: boolean;
}

/** Connects metrics: a Prometheus that was found by itself, one by its address, or the built-in simulation. */
export function ConnectPrometheus({ onConnected, withoutSimulation = false }: Props) {
  const { connecting, discovered, discoverSource, connectSource, simulateSource } = useStore((state) => state);
  const [url, setUrl] = useState('');
  const busy = connecting.kind === 'busy';

  useEffect(() => {
    void discoverSource();
  }, [discoverSource]);

  const connect = async (address: string) => {
    if (await connectSource(address)) onConnected?.();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void connect(withScheme(url));
  };

  return (
    <div className="flex w-full flex-col gap-3 text-left">
      {discovered?.url && (
        <div className="flex items-center gap-2.5 rounded-md bg-ok-bg px-3 py-2">
          <Radar aria-hidden className="size-4 shrink-0 text-ok" strokeWidth={1.75} />
          <p className="min-w-0 flex-1 text-small wrap-anywhere">
            <span className="font-medium">Found Prometheus{discovered.version ? ` ${discovered.version}` : ''}</span>
            <span className="block font-mono text-ink-2">{hostOf(discovered.url)}</span>
          </p>
          <Button look="primary" busy={busy} onClick={() => void connect(discovered.url ?? '')}>
            Connect
          </Button>
        </div>
      )}
      <form className="flex items-end gap-2" onSubmit={submit}>
        <TextField
          className="min-w-0 flex-1"
          label="Address of a Prometheus"
          placeholder="http://localhost:9090"
          inputMode="url"
          mono
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        <Button
          type="submit"
          size="medium"
          look={discovered ? 'secondary' : 'primary'}
          icon={Plug}
          busy={busy}
          disabled={url.trim() === ''}
        >
          Connect
        </Button>
      </form>
      {connecting.kind === 'failed' && (
        <ErrorNote message={connecting.problem.message} action={connecting.problem.action} />
      )}
      {!withoutSimulation && (
        <p className="flex items-center justify-between gap-2 text-small text-ink-2">
          None at hand?
          <Button
            look="quiet"
            icon={FlaskConical}
            disabled={busy}
            onClick={async () => {
              await simulateSource();
              onConnected?.();
            }}
          >
            Use simulated metrics
          </Button>
        </p>
      )}
    </div>
  );
}

/** What a person types is mostly host and port: the scheme is ours to add. */
function withScheme(text: string): string {
  const trimmed = text.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
