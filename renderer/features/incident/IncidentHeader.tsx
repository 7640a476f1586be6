import { Ellipsis, FileDown, House, PanelRight, Search, Settings, Siren, X } from 'lucide-react';
import { useMemo } from 'react';
import { formatElapsed } from '#shared/domain/duration.ts';
import type { Incident } from '#shared/domain/incident.ts';
import { isOver } from '#shared/domain/lifecycle.ts';
import type { Taxonomy } from '#shared/domain/taxonomy.ts';
import { useCommands } from '../../commands/index.ts';
import {
  Button,
  ErrorNote,
  IconButton,
  Kbd,
  Menu,
  MenuItem,
  MenuSeparator,
  Skeleton,
  useNow,
} from '../../components/index.ts';
import { useStore } from '../../store/index.ts';
import { QuickActions } from '../runbooks/index.ts';
import { Clocks } from './Clocks.tsx';
import { HeaderFacts } from './HeaderFacts.tsx';
import { HeaderLinks } from './HeaderLinks.tsx';
import { headerCommands } from './header-commands.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { Responders } from './Responders.tsx';
import { SeverityMenu } from './SeverityMenu.tsx';
import { StatusMenu } from './StatusMenu.tsx';
import { type IncidentActions, useIncidentChanges } from './use-incident-changes.ts';

/** One line that answers: how bad, since when, who is on it, what next. */
export function IncidentHeader() {
  const incident = useStore((state) => state.incident);
  const taxonomy = useStore((state) => state.taxonomies.find(({ id }) => id === state.incident?.taxonomyId));
  const showView = useStore((state) => state.showView);
  return (
    <section
      aria-label="Incident"
      data-pane="incident"
      tabIndex={-1}
      className="@container relative z-10 shrink-0 border-b border-line bg-pane"
    >
      {/*
        Measured in rem: a narrow window and large text are the same thing. Below 85rem the marks take a line of their
        own, below 74rem the clocks too.
      */}
      <div className="flex min-h-(--header-height) items-center gap-x-3 pr-3.5 pl-2 @max-[85rem]:flex-wrap @max-[85rem]:gap-x-2 @max-[85rem]:gap-y-1 @max-[85rem]:pt-2.5 @max-[85rem]:pb-0.5">
        <IconButton icon={House} label="All incidents" onClick={() => showView({ kind: 'home' })} />
        {incident && taxonomy ? <Loaded incident={incident} taxonomy={taxonomy} /> : <Loading />}
      </div>
    </section>
  );
}

function Loaded({ incident, taxonomy }: { readonly incident: Incident; readonly taxonomy: Taxonomy }) {
  const showOverlay = useStore((state) => state.showOverlay);
  const showPanel = useStore((state) => state.showPanel);
  const { actions, busy, problem, question, dismissProblem, dismissQuestion } = useIncidentChanges();
  const over = isOver(incident.status);
  const unacknowledged = incident.timestamps.acknowledgedAt === undefined && !over;
  useHeaderCommands(incident, taxonomy, actions);

  return (
    <>
      <SeverityMenu severity={incident.severity} taxonomy={taxonomy} onChange={actions.changeSeverity} />
      <h1
        className="max-w-[22cqw] min-w-24 shrink truncate text-title font-semibold @max-[85rem]:max-w-[13cqw] @max-[74rem]:max-w-none @max-[74rem]:grow @max-[74rem]:basis-0"
        title={incident.title}
      >
        {incident.title}
      </h1>
      <StatusMenu status={incident.status} onChange={actions.changeStatus} />
      <Elapsed incident={incident} />
      {unacknowledged && (
        <Button look="primary" busy={busy} onClick={actions.acknowledge}>
          Acknowledge
        </Button>
      )}
      <Clocks incident={incident} taxonomy={taxonomy} />
      <HeaderFacts incident={incident} />
      <div className="ml-auto flex shrink-0 items-center gap-2 pl-1 @max-[85rem]:gap-1 @max-[85rem]:pl-0">
        <QuickActions incident={incident} />
        <div className="flex items-center">
          <HeaderLinks links={incident.links} />
        </div>
        {over && (
          <Button look="primary" icon={FileDown} onClick={() => showOverlay({ kind: 'export' })}>
            Export post-mortem
          </Button>
        )}
        <Responders roles={incident.roles} onOpen={() => showPanel('people')} />
        <PaletteButton />
        <div className="flex items-center">
          <PanelButton />
          <HeaderMenu />
        </div>
      </div>
      {problem && (
        <div className="absolute inset-x-0 top-full z-20 border-b border-line bg-pane px-3.5 py-2 shadow-pop">
          <div className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <ErrorNote plain message={problem.message} action={problem.action} />
            </div>
            <IconButton icon={X} label="Dismiss" onClick={dismissProblem} />
          </div>
        </div>
      )}
      {question && (
        <ReasonDialog
          title={question.title}
          description={question.description}
          confirm={question.confirm}
          onConfirm={question.apply}
          onClose={dismissQuestion}
        />
      )}
    </>
  );
}

function Elapsed({ incident }: { readonly incident: Incident }) {
  const now = useNow();
  const { detectedAt, resolvedAt, closedAt } = incident.timestamps;
  const end = isOver(incident.status) ? (resolvedAt ?? closedAt) : undefined;
  return (
    <p className="flex shrink-0 items-baseline gap-2 text-small text-ink-2">
      <span className="@max-[110rem]:sr-only">{end === undefined ? 'elapsed' : 'lasted'}</span>
      <span role="timer" className="figure text-figure font-semibold text-ink">
        {formatElapsed(Math.max(0, (end ?? now) - detectedAt))}
      </span>
    </p>
  );
}

function PanelButton() {
  const open = useStore((state) => state.panelOpen);
  const showPanel = useStore((state) => state.showPanel);
  const hidePanel = useStore((state) => state.hidePanel);
  return (
    <IconButton
      icon={PanelRight}
      label="Incident details"
      shortcut="I"
      pressed={open}
      onClick={() => (open ? hidePanel() : showPanel())}
    />
  );
}

/** The way to everything: it looks like a search field and opens the palette. */
export function PaletteButton() {
  const showOverlay = useStore((state) => state.showOverlay);
  return (
    <button
      type="button"
      onClick={() => showOverlay({ kind: 'palette' })}
      className="flex h-7 shrink-0 items-center gap-2 rounded-md border border-line-strong px-2 whitespace-nowrap text-ink-2 transition-colors hover:bg-hover @max-[110rem]:px-1.5 @min-[110rem]:w-48"
    >
      <Search aria-hidden className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} />
      <span className="@max-[110rem]:sr-only">Search or run</span>{' '}
      <span className="ml-auto @max-[110rem]:sr-only">
        <Kbd>Mod+K</Kbd>
      </span>
    </button>
  );
}

function HeaderMenu() {
  const showOverlay = useStore((state) => state.showOverlay);
  return (
    <Menu align="end" trigger={<IconButton icon={Ellipsis} label="Incident menu" />}>
      <MenuItem icon={FileDown} onSelect={() => showOverlay({ kind: 'export' })}>
        Export post-mortem
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Siren} shortcut="Mod+Shift+D" onSelect={() => showOverlay({ kind: 'declare' })}>
        Declare another incident
      </MenuItem>
      <MenuItem icon={Settings} onSelect={() => showOverlay({ kind: 'settings' })}>
        Settings
      </MenuItem>
    </Menu>
  );
}

function useHeaderCommands(incident: Incident, taxonomy: Taxonomy, actions: IncidentActions) {
  const showOverlay = useStore((state) => state.showOverlay);
  const showView = useStore((state) => state.showView);
  const { status, severity } = incident;
  const acknowledged = incident.timestamps.acknowledgedAt !== undefined;
  useCommands(
    useMemo(
      () => headerCommands({ status, severity, acknowledged }, taxonomy, { ...actions, showOverlay, showView }),
      [status, severity, acknowledged, taxonomy, actions, showOverlay, showView],
    ),
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Reading the incident" className="flex flex-1 items-center gap-4">
      <Skeleton className="h-6 w-14" />
      <Skeleton className="h-5 w-56" />
      <Skeleton className="h-6 w-28" />
    </div>
  );
}
