import { Search, SquareTerminal, TextSelect } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Session } from '#shared/contract/index.ts';
import { Button, EmptyState, ErrorNote, IconButton, Pane } from '../../components/index.ts';
import { tabScope, useOpenTerminalChannel, useStore } from '../../store/index.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { RecordingMark } from './RecordingMark.tsx';
import { type RunbookChoice, TabStrip } from './TabStrip.tsx';
import { TerminalView } from './TerminalView.tsx';
import { afterClosing, neighbour, tabsOf } from './tab-list.ts';
import { useTerminalCommands } from './use-terminal-commands.ts';

/** Shells of the incident on the screen, or of the desk, in tabs. */
export function TerminalsPane() {
  const incidentId = useStore((state) => state.incidentId);
  const sessions = useStore((state) => state.sessions);
  const chosenId = useStore((state) => state.activeTabs[tabScope(incidentId)]);
  const runbooks = useStore((state) => state.incident?.runbooks);
  const fontSize = useStore((state) => state.settings?.terminalFontSize ?? 13);
  const {
    showTab,
    openSession,
    closeSession,
    renameSession,
    setTerminalSize,
    forgetOpenProblem,
    offerLink,
    focusTerminal,
  } = useStore((state) => state);
  const openProblem = useStore((state) => state.openProblem);
  const opening = useStore((state) => state.opening);
  const openChannel = useOpenTerminalChannel();

  const root = useRef<HTMLDivElement>(null);
  const [renamingId, setRenamingId] = useState<string>();
  const [closing, setClosing] = useState<Session>();
  const [searching, setSearching] = useState(false);
  const focusRequest = useStore((state) => state.terminalFocus);

  const scope = tabScope(incidentId);
  const tabs = useMemo(() => tabsOf(sessions ?? [], incidentId), [sessions, incidentId]);
  const active = tabs.find(({ sessionId }) => sessionId === chosenId) ?? tabs.at(-1);
  const choices = useMemo(() => (runbooks ?? []).map(({ runbookId, title }) => ({ runbookId, title })), [runbooks]);

  const show = useCallback(
    (sessionId: string | undefined, focus = false) => {
      if (sessionId === undefined) return;
      showTab(scope, sessionId);
      if (focus) focusTerminal();
    },
    [showTab, scope, focusTerminal],
  );
  const open = useCallback(
    async (request: {
      readonly runbook?: RunbookChoice | undefined;
      readonly cwd?: string;
      readonly title?: string;
    }) => {
      const { runbook, cwd, title = runbook?.title } = request;
      const session = await openSession({
        ...(incidentId === undefined ? {} : { incidentId }),
        ...(runbook ? { runbookId: runbook.runbookId } : {}),
        ...(cwd === undefined ? {} : { cwd }),
        ...(title === undefined ? {} : { title }),
      });
      if (session) focusTerminal();
    },
    [openSession, incidentId, focusTerminal],
  );
  const close = useCallback(
    async (sessionId: string, force = false) => {
      const session = tabs.find((tab) => tab.sessionId === sessionId);
      const answer = await closeSession(sessionId, force);
      if (answer.ok) {
        setClosing(undefined);
        if (active?.sessionId === sessionId) show(afterClosing(tabs, sessionId), true);
      } else if (answer.error.code === 'running-program') setClosing(session);
    },
    [tabs, closeSession, active, show],
  );
  const restart = useCallback(
    async (session: Session) => {
      await open({
        cwd: session.cwd,
        title: session.title,
        runbook: choices.find(({ runbookId }) => runbookId === session.runbookId),
      });
      await closeSession(session.sessionId, true);
    },
    [open, choices, closeSession],
  );

  useTerminalCommands({
    tabs,
    onNew: () => void open({}),
    onStep: (by) => show(neighbour(tabs, active?.sessionId, by), true),
    onTab: (index) => show(tabs[index]?.sessionId, true),
    onTabStrip: () =>
      root.current?.closest('section')?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
    onFind: () => setSearching(true),
    onRename: () => setRenamingId(active?.sessionId),
    onClose: () => active && void close(active.sessionId),
  });

  return (
    <Pane
      name="Terminals"
      className="relative bg-term"
      header={
        <TabStrip
          tabs={tabs}
          activeId={active?.sessionId}
          runbooks={choices}
          renamingId={renamingId}
          onShow={(sessionId) => show(sessionId)}
          onClose={(sessionId) => void close(sessionId)}
          onStartRename={setRenamingId}
          onRename={(sessionId, title) => void renameSession(sessionId, title)}
          onOpen={(runbook) => void open({ runbook })}
        />
      }
      actions={
        active && (
          <>
            <RecordingMark session={active} />
            <IconButton
              icon={Search}
              label="Find in the scrollback"
              shortcut="Ctrl+Shift+F"
              pressed={searching}
              onClick={() => setSearching(!searching)}
            />
          </>
        )
      }
    >
      <div ref={root} className="relative size-full">
        {tabs.map((session) => (
          <TerminalView
            key={session.sessionId}
            session={session}
            visible={session === active}
            focusRequest={session === active ? focusRequest : 0}
            searching={searching && session === active}
            fontSize={fontSize}
            openChannel={openChannel}
            onSize={(columns, rows) => session === active && setTerminalSize({ columns, rows })}
            onLink={offerLink}
            onSearch={setSearching}
            onRestart={(exited) => void restart(exited)}
            onClose={(sessionId) => void close(sessionId, true)}
          />
        ))}
        {tabs.length === 0 && sessions && (
          <EmptyState
            icon={SquareTerminal}
            title="No terminal open"
            actions={
              <>
                <Button size="medium" busy={opening} shortcut="Ctrl+Shift+T" onClick={() => void open({})}>
                  Open a terminal
                </Button>
                {choices[0] && (
                  <Button
                    size="medium"
                    icon={TextSelect}
                    className="max-w-full"
                    title={choices[0].title}
                    onClick={() => void open({ runbook: choices[0] })}
                  >
                    <span className="truncate">Open from {choices.length === 1 ? choices[0].title : 'a runbook'}</span>
                  </Button>
                )}
              </>
            }
          >
            Commands run here go on the timeline with their exit code and output.
          </EmptyState>
        )}
        {openProblem && (
          <div className="absolute inset-x-3 bottom-3">
            <ErrorNote message={openProblem.message} action={openProblem.action}>
              <Button onClick={() => void open({})}>Try again</Button>
              <Button look="quiet" onClick={forgetOpenProblem}>
                Dismiss
              </Button>
            </ErrorNote>
          </div>
        )}
      </div>
      {closing && (
        <CloseDialog
          session={closing}
          onCancel={() => setClosing(undefined)}
          onClose={() => void close(closing.sessionId, true)}
        />
      )}
    </Pane>
  );
}
