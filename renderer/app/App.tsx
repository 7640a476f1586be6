import { type CSSProperties, useEffect, useMemo } from 'react';
import { useCommandKeys, useCommands } from '../commands/index.ts';
import { Button, EmptyState, ErrorNote, TooltipProvider } from '../components/index.ts';
import { ExportDialog } from '../features/documents/index.ts';
import { ConnectDialog, FileDrop, Home, ImportDialog, JournalBar, RepairDialog } from '../features/home/index.ts';
import { DeclareDialog, IncidentHeader, IncidentPanel } from '../features/incident/index.ts';
import { LinkDialog } from '../features/links/index.ts';
import { RunbookEditor, useRunbookEditorCommands } from '../features/runbook-editor/index.ts';
import { LibraryDialog } from '../features/runbooks/index.ts';
import { SearchDialog } from '../features/search/index.ts';
import { SettingsDialog } from '../features/settings/index.ts';
import { RecordingsDialog } from '../features/transcripts/index.ts';
import { useStore, useStoreApi } from '../store/index.ts';
import { appCommands, paneCommands } from './app-commands.ts';
import { applyAppearance } from './appearance.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { dockOf } from './dock.ts';
import { KeysDialog } from './KeysDialog.tsx';
import { ConnectionBanner, StatusBar } from './StatusBar.tsx';
import { Toasts } from './Toasts.tsx';
import { useWindowRem } from './use-window-rem.ts';
import { Workspace } from './Workspace.tsx';

/** The window: one view, what lies over it, and the line at the bottom. */
export function App() {
  const store = useStoreApi();
  const view = useStore((state) => state.view);
  const settings = useStore((state) => state.settings);
  useCommandKeys();
  useCommands(useMemo(() => appCommands(store), [store]));
  useRunbookEditorCommands();
  useEffect(() => {
    if (settings) applyAppearance(document.documentElement, settings);
  }, [settings]);

  return (
    <TooltipProvider>
      <div className="flex h-full flex-col">
        <ConnectionBanner />
        <JournalBar />
        <SettingsNotice />
        <div className="min-h-0 flex-1">
          {view.kind === 'home' ? <Home /> : <IncidentView key={view.incidentId} incidentId={view.incidentId} />}
        </div>
        <StatusBar />
      </div>
      <OverView />
      <RunbookEditor />
      <LinkDialog />
      <FileDrop />
      <Toasts />
    </TooltipProvider>
  );
}

function IncidentView({ incidentId }: { readonly incidentId: string }) {
  const store = useStoreApi();
  const unknown = useStore(
    ({ incidents, incident }) => !incident && incidents !== undefined && !incidents.some(({ id }) => id === incidentId),
  );
  const title = useStore((state) => state.incident?.title);
  useCommands(useMemo(() => paneCommands(store), [store]));
  useEffect(() => {
    const { followIncident, followTimeline, loadLayout } = store.getState();
    followIncident(incidentId);
    followTimeline(incidentId);
    void loadLayout(incidentId);
    return () => {
      store.getState().followIncident(undefined);
      store.getState().followTimeline(undefined);
    };
  }, [store, incidentId]);
  useEffect(() => {
    document.title = title ? `${title} · War Room` : 'War Room';
    return () => {
      document.title = 'War Room';
    };
  }, [title]);

  if (unknown) {
    return (
      <EmptyState
        title="There is no such incident here"
        actions={<Button onClick={() => store.getState().showView({ kind: 'home' })}>All incidents</Button>}
      >
        This journal has none with that number. It may be in another data directory.
      </EmptyState>
    );
  }
  return (
    <div className="flex h-full flex-col">
      <IncidentHeader />
      <Docked />
    </div>
  );
}

/** The columns, drawn together where the incident panel stands. */
function Docked() {
  const open = useStore((state) => state.panelOpen);
  const layout = useStore((state) => state.layout);
  const { panelRem, insetRem, coversTimeline } = dockOf(layout, useWindowRem());
  return (
    <main
      className="relative flex min-h-0 flex-1 flex-col"
      style={{ '--panel-width': `${panelRem}rem`, paddingRight: open ? `${insetRem}rem` : 0 } as CSSProperties}
    >
      <Workspace covered={open && coversTimeline ? 'timeline' : undefined} />
      <IncidentPanel />
    </main>
  );
}

/** What lies over the view. */
function OverView() {
  const overlay = useStore((state) => state.overlay);
  const incidentId = useStore((state) => (state.view.kind === 'incident' ? state.view.incidentId : undefined));
  const showOverlay = useStore((state) => state.showOverlay);
  const close = () => showOverlay(undefined);
  switch (overlay?.kind) {
    case undefined:
      return null;
    case 'palette':
      return <CommandPalette onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'declare':
      return (
        <DeclareDialog
          title={overlay.title}
          detectionSource={overlay.detectionSource}
          detectedAt={overlay.detectedAt}
          onClose={close}
        />
      );
    case 'search':
      return <SearchDialog text={overlay.text} onClose={close} />;
    case 'recordings':
      return <RecordingsDialog place={overlay.place} onClose={close} />;
    case 'repair':
      return <RepairDialog onClose={close} />;
    case 'import':
      return <ImportDialog onClose={close} />;
    case 'connect':
      return <ConnectDialog onClose={close} />;
    case 'library':
      return <LibraryDialog incidentId={incidentId} show={overlay.show} onClose={close} />;
    case 'settings':
      return <SettingsDialog tab={overlay.tab} onClose={close} />;
    case 'export':
      return incidentId ? <ExportDialog incidentId={incidentId} onClose={close} /> : null;
  }
}

function SettingsNotice() {
  const notice = useStore((state) => state.settingsNotice);
  const dismiss = useStore((state) => state.dismissSettingsNotice);
  if (!notice) return null;
  return (
    <div className="flex shrink-0 items-center gap-3 border-b border-line bg-warn-bg px-3.5 py-1.5">
      <div className="min-w-0 flex-1">
        <ErrorNote plain tone="warning" message={notice} />
      </div>
      <Button look="quiet" onClick={dismiss}>
        Dismiss
      </Button>
    </div>
  );
}
