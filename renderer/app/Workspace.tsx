import { type ComponentType, Fragment, useEffect } from 'react';
import { Group, Panel, Separator, useGroupRef } from 'react-resizable-panels';
import { PaneFrameContext } from '../components/index.ts';
import { AlertsPane, MetricsPane } from '../features/metrics/index.ts';
import { RunbookPane } from '../features/runbooks/index.ts';
import { TerminalsPane } from '../features/terminals/index.ts';
import { TimelinePane } from '../features/timeline/index.ts';
import {
  type ColumnId,
  columnIds,
  type FullLayout,
  isRail,
  type PaneId,
  shareSpace,
  useStore,
} from '../store/index.ts';
import { PaneMenu, Rail } from './PaneControls.tsx';

const RAIL_REM = 2.5;
const RAIL = `${RAIL_REM}rem`;
const HEADER = '2.5rem';
const contents: Readonly<Record<PaneId, ComponentType>> = {
  metrics: MetricsPane,
  alerts: AlertsPane,
  terminals: TerminalsPane,
  runbook: RunbookPane,
  timeline: TimelinePane,
};

/** Under these a pane is of no use: it is folded away instead. */
const MIN_COLUMN = '14rem';
const MIN_ROW = '7rem';

/** Three columns of panes: sizes, order and what is folded away are kept per incident. A covered one is out of reach. */
export function Workspace({ covered }: { readonly covered: ColumnId | undefined }) {
  const layout = useStore((state) => state.layout);
  const revision = useStore((state) => state.layoutRevision);
  const resizePanes = useStore((state) => state.resizePanes);
  const group = useGroupRef();

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was not dragged has to be put into the panels
  useEffect(() => {
    group.current?.setLayout(sizesById(columnIds, drawnColumns(layout)));
  }, [group, revision]);

  return (
    <Group
      groupRef={group}
      className="min-h-0 flex-1"
      defaultLayout={sizesById(columnIds, drawnColumns(layout))}
      onLayoutChanged={(sizes, { isUserInteraction }) => {
        // With a column folded to a rail the sizes are not the ones to come back to.
        if (!isUserInteraction || columnIds.some((column) => isRail(layout, column))) return;
        resizePanes({ columns: columnIds.map((id) => sizes[id] ?? 0) as FullLayout['columns'] });
      }}
    >
      {layout.order.map((column, index) => (
        <Fragment key={column}>
          {index > 0 && <Separator className="separator" aria-label={`Width of ${layout.order[index - 1]}`} />}
          <Panel
            id={column}
            minSize={isRail(layout, column) ? RAIL : MIN_COLUMN}
            maxSize={isRail(layout, column) ? RAIL : '100%'}
          >
            <Column column={column} covered={column === covered} />
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

function Column({ column, covered }: { readonly column: ColumnId; readonly covered: boolean }) {
  const rail = useStore((state) => isRail(state.layout, column));
  return (
    <>
      {rail && <Rail column={column} />}
      {/* Folded panes stay as they are, so that a terminal keeps its screen. */}
      <div hidden={rail} inert={covered} className="h-full">
        {column === 'metrics' && <Rows rows="metricsRows" panes={['metrics', 'alerts']} />}
        {column === 'terminals' && <Rows rows="terminalRows" panes={['terminals', 'runbook']} />}
        {column === 'timeline' && <Framed pane="timeline" />}
      </div>
    </>
  );
}

interface RowsProps {
  readonly rows: 'metricsRows' | 'terminalRows';
  readonly panes: readonly [PaneId, PaneId];
}

/** Two panes above each other; a folded one is its header. */
function Rows({ rows, panes }: RowsProps) {
  const sizes = useStore((state) => state.layout[rows]);
  const collapsed = useStore((state) => state.layout.collapsed);
  const revision = useStore((state) => state.layoutRevision);
  const resizePanes = useStore((state) => state.resizePanes);
  const group = useGroupRef();
  const folded = panes.some((pane) => collapsed.includes(pane));

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was not dragged has to be put into the panels
  useEffect(() => {
    group.current?.setLayout(sizesById(panes, sizes));
  }, [group, revision]);

  return (
    <Group
      groupRef={group}
      orientation="vertical"
      className="h-full"
      defaultLayout={sizesById(panes, sizes)}
      onLayoutChanged={(next, { isUserInteraction }) => {
        if (isUserInteraction && !folded) resizePanes({ [rows]: panes.map((pane) => next[pane] ?? 0) });
      }}
    >
      {panes.map((pane, index) => {
        const fold = collapsed.includes(pane);
        return (
          <Fragment key={pane}>
            {index > 0 && (
              <Separator className="separator" disabled={folded} aria-label={`Height of ${panes[index - 1]}`} />
            )}
            <Panel id={pane} minSize={fold ? HEADER : MIN_ROW} maxSize={fold ? HEADER : '100%'}>
              <Framed pane={pane} />
            </Panel>
          </Fragment>
        );
      })}
    </Group>
  );
}

function Framed({ pane }: { readonly pane: PaneId }) {
  const collapsed = useStore((state) => state.layout.collapsed.includes(pane));
  const Content = contents[pane];
  return (
    <PaneFrameContext value={{ collapsed, controls: <PaneMenu pane={pane} collapsed={collapsed} /> }}>
      <Content />
    </PaneFrameContext>
  );
}

function drawnColumns(layout: FullLayout): readonly number[] {
  const rail = (RAIL_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 100) / innerWidth;
  return shareSpace(
    layout.columns,
    columnIds.map((column) => isRail(layout, column)),
    rail,
  );
}

function sizesById(ids: readonly string[], sizes: readonly number[]): Record<string, number> {
  return Object.fromEntries(ids.map((id, index) => [id, sizes[index] ?? 0]));
}
