import { Camera, ChartLine, ChevronDown, Unplug } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Panel } from '#shared/contract/index.ts';
import {
  Button,
  EmptyState,
  ErrorNote,
  IconButton,
  Menu,
  MenuChoice,
  Pane,
  SimulatedMark,
  useNow,
} from '../../components/index.ts';
import { metricsRanges, useStore, useZonedTime } from '../../store/index.ts';
import { ConnectPrometheus } from './ConnectPrometheus.tsx';
import { ExpandedPanel } from './ExpandedPanel.tsx';
import { FreshnessMark } from './FreshnessMark.tsx';
import { paneFreshness } from './freshness.ts';
import { PanelCard } from './PanelCard.tsx';
import { SourceMenu } from './SourceMenu.tsx';
import { UnreachableNote } from './UnreachableNote.tsx';
import { useIncidentMarkers } from './use-incident-markers.ts';
import { useMetricsCommands } from './use-metrics-commands.ts';

/** Live panels of the source in use, or the offer to connect one. */
export function MetricsPane() {
  const source = useStore((state) => state.source);
  return source.kind === 'connected' ? (
    <ConnectedMetrics />
  ) : (
    <UnconnectedMetrics loading={source.kind === 'unknown'} />
  );
}

function UnconnectedMetrics({ loading }: { readonly loading: boolean }) {
  return (
    <Pane name="Metrics" className="overflow-y-auto">
      {!loading && (
        <EmptyState icon={ChartLine} title="No metrics connected">
          <p className="mb-4">Live graphs and firing alerts show here once a Prometheus is connected.</p>
          <ConnectPrometheus />
        </EmptyState>
      )}
    </Pane>
  );
}

const noPanels: readonly Panel[] = [];

function ConnectedMetrics() {
  const source = useStore((state) => state.source);
  const panels = useStore((state) => state.panels);
  const panelProblems = useStore((state) => state.panelProblems);
  const incidentId = useStore((state) => state.incident?.id);
  const keepPanel = useStore((state) => state.keepPanel);
  const frames = useStore(useShallow(({ panelFrames }) => Object.values(panelFrames)));
  const markers = useIncidentMarkers();
  const time = useZonedTime();
  const now = useNow();
  const [expandedId, setExpandedId] = useState<string>();
  const freshness = useMemo(() => paneFreshness(frames, now), [frames, now]);
  const keepable = frames.filter(({ series }) => series.length > 0);
  const keepAll = () => {
    for (const { panelId } of keepable) if (incidentId) void keepPanel(incidentId, panelId);
  };
  useMetricsCommands({
    panels: panels ?? noPanels,
    canKeep: incidentId !== undefined && keepable.length > 0,
    onKeepAll: keepAll,
    onExpand: setExpandedId,
  });
  if (source.kind !== 'connected') return null;

  const expanded = panels?.find(({ id }) => id === expandedId);
  return (
    <Pane
      name="Metrics"
      className="@container flex flex-col"
      status={
        <>
          <RangeMenu />
          {source.source.kind === 'simulated' && <SimulatedMark />}
          <FreshnessMark freshness={freshness} time={time} />
        </>
      }
      actions={
        <>
          <IconButton
            icon={Camera}
            label={incidentId ? 'Keep all graphs as evidence' : 'Keep all graphs: needs an open incident'}
            disabled={!incidentId || keepable.length === 0}
            onClick={keepAll}
          />
          <SourceMenu source={source.source} />
        </>
      }
    >
      <UnreachableNote
        freshness={freshness}
        problem={frames.find(({ problem }) => problem)?.problem}
        sourceName={source.source.kind === 'simulated' ? 'Simulation' : 'Prometheus'}
        time={time}
      />
      {panelProblems.length > 0 && (
        <div className="border-b border-line px-3.5 py-2">
          <ErrorNote plain tone="warning" message={panelProblems.join(' ')} />
        </div>
      )}
      {panels?.length === 0 && (
        <EmptyState icon={Unplug} title="No panels">
          None of the panel files could be read.
        </EmptyState>
      )}
      <div className="-mr-px grid min-h-0 flex-1 auto-rows-[minmax(8.75rem,1fr)] grid-cols-1 overflow-y-auto @min-[19rem]:grid-cols-2 @min-[46rem]:grid-cols-3">
        {panels?.map((panel) => (
          <PanelCard
            key={panel.id}
            panel={panel}
            markers={markers}
            time={time}
            incidentId={incidentId}
            sourceSilent={freshness.kind === 'unreachable'}
            onExpand={setExpandedId}
          />
        ))}
      </div>
      {expanded && (
        <ExpandedPanel
          panel={expanded}
          markers={markers}
          time={time}
          incidentId={incidentId}
          onClose={() => setExpandedId(undefined)}
        />
      )}
    </Pane>
  );
}

function RangeMenu() {
  const rangeSeconds = useStore((state) => state.rangeSeconds);
  const setRange = useStore((state) => state.setRange);
  const present = metricsRanges.find(({ seconds }) => seconds === rangeSeconds);
  return (
    <Menu
      trigger={
        <Button look="quiet" className="-mx-1 px-1.5" aria-label={`Range: ${present?.label ?? ''}`}>
          <span>
            <span className="max-[72rem]:hidden">Last </span>
            {present?.label.replace('Last ', '')}
          </span>
          <ChevronDown aria-hidden className="-ml-0.5 size-3.5" />
        </Button>
      }
    >
      <MenuChoice
        value={String(rangeSeconds)}
        onChange={(value) => setRange(Number(value))}
        options={metricsRanges.map(({ seconds, label }) => ({ value: String(seconds), label }))}
      />
    </Menu>
  );
}
