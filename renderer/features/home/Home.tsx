import { BookOpen, FileInput, FlaskConical, Search, Settings, Siren } from 'lucide-react';
import { useMemo } from 'react';
import { type Command, useCommands } from '../../commands/index.ts';
import { Button, IconButton, Skeleton, useNow } from '../../components/index.ts';
import { useStore, useZonedTime } from '../../store/index.ts';
import { PaletteButton } from '../incident/index.ts';
import { IncidentRow } from './IncidentRow.tsx';
import { MetricsSource } from './MetricsSource.tsx';
import { orderIncidents } from './order-incidents.ts';
import { Welcome } from './Welcome.tsx';

/** Where one starts: what is on fire, what was, and where the figures come from. */
export function Home() {
  const incidents = useStore((state) => state.incidents);
  const showOverlay = useStore((state) => state.showOverlay);
  const simulateSource = useStore((state) => state.simulateSource);
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'home.declare',
          title: 'Declare an incident',
          group: 'Incident',
          icon: Siren,
          keys: 'd',
          run: () => showOverlay({ kind: 'declare' }),
        },
        {
          id: 'home.simulate',
          title: 'Start with simulated metrics',
          group: 'Metrics',
          icon: FlaskConical,
          run: () => void simulateSource(),
        },
      ],
      [showOverlay, simulateSource],
    ),
  );

  return (
    <div className="flex h-full flex-col">
      <header className="@container flex h-(--header-height) shrink-0 items-center gap-3 border-b border-line bg-pane pr-3.5 pl-5">
        <h1 className="text-title font-semibold">War Room</h1>
        <div className="ml-auto flex items-center gap-2">
          <PaletteButton />
          <IconButton
            icon={BookOpen}
            label="Runbook library"
            shortcut="Mod+Shift+L"
            onClick={() => showOverlay({ kind: 'library' })}
          />
          <IconButton icon={Settings} label="Settings" onClick={() => showOverlay({ kind: 'settings' })} />
        </div>
      </header>
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-285 flex-col gap-6 px-6 py-8">
          {incidents === undefined ? <Loading /> : incidents.length === 0 ? <Welcome /> : <Lists />}
        </div>
      </main>
    </div>
  );
}

function Lists() {
  const incidents = useStore((state) => state.incidents);
  const taxonomies = useStore((state) => state.taxonomies);
  const showOverlay = useStore((state) => state.showOverlay);
  const { open, past } = useMemo(() => orderIncidents(incidents ?? [], taxonomies), [incidents, taxonomies]);
  return (
    <>
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="text-display font-semibold">
            {open.length === 0
              ? 'Nothing is on fire'
              : open.length === 1
                ? 'One open incident'
                : `${open.length} open incidents`}
          </p>
        </div>
        <Button size="large" icon={Search} shortcut="Mod+Shift+F" onClick={() => showOverlay({ kind: 'search' })}>
          Search all incidents
        </Button>
        <Button size="large" icon={FileInput} onClick={() => showOverlay({ kind: 'import' })}>
          Import an incident …
        </Button>
        <Button look="primary" size="large" icon={Siren} shortcut="D" onClick={() => showOverlay({ kind: 'declare' })}>
          Declare an incident
        </Button>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-6 max-[60rem]:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-6">
          {open.length > 0 && <List title="Open" summaries={open} />}
          {past.length > 0 && <List title="Recent" summaries={past} />}
        </div>
        <MetricsSource />
      </div>
    </>
  );
}

type Summaries = NonNullable<ReturnType<typeof useIncidents>>;
const useIncidents = () => useStore((state) => state.incidents);

function List({ title, summaries }: { readonly title: string; readonly summaries: Summaries }) {
  const taxonomies = useStore((state) => state.taxonomies);
  const incidents = useIncidents();
  const showView = useStore((state) => state.showView);
  const time = useZonedTime();
  const now = useNow();
  return (
    <section aria-label={title}>
      <h2 className="mb-2 px-1 text-small font-medium text-ink-2">{title}</h2>
      <ul className="overflow-hidden rounded-md border border-line bg-pane">
        {summaries.map((summary) => (
          <IncidentRow
            key={summary.id}
            summary={summary}
            original={incidents?.find(({ id }) => id === summary.mergedInto)?.title}
            taxonomies={taxonomies}
            time={time}
            now={now}
            onOpen={() => showView({ kind: 'incident', incidentId: summary.id })}
          />
        ))}
      </ul>
    </section>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Reading the incidents" className="flex flex-col gap-4">
      <Skeleton className="h-10 w-80" />
      <Skeleton className="h-14" />
      <Skeleton className="h-14" />
    </div>
  );
}
