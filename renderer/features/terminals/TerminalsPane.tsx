import { Ellipsis, Search } from 'lucide-react';
import { use, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { IconButton, Menu, Pane, PaneFrameContext } from '../../components/index.ts';
import { tabToward, useOpenTerminalChannel, useStore, useStoreApi } from '../../store/index.ts';
import { CommandMenu } from './CommandMenu.tsx';
import { NoTerminal, OpenProblemNote } from './NoTerminal.tsx';
import { PointMenu } from './PointMenu.tsx';
import { RecordingMenu } from './RecordingMenu.tsx';
import { SelectionMenu } from './SelectionMenu.tsx';
import { SessionView } from './SessionView.tsx';
import { SplitView } from './SplitView.tsx';
import type { SessionTerminal } from './session-terminal.ts';
import { focusTab } from './Tab.tsx';
import { TabMenu } from './TabMenu.tsx';
import { TabStrip } from './TabStrip.tsx';
import { TerminalDialogs, type TerminalTask } from './TerminalDialogs.tsx';
import { neighbour, tabsOf } from './tab-list.ts';
import { useCommandActions } from './use-command-actions.ts';
import { useHosts } from './use-hosts.ts';
import { useKeptArrangement } from './use-kept-arrangement.ts';
import { useTerminalCommands } from './use-terminal-commands.ts';
import { useTerminalTabs } from './use-terminal-tabs.ts';

interface OpenMenu {
  readonly sessionId: string;
  readonly at: DOMRect;
  /** In the gutter of that tab. Without it, and no selection, of the tab itself. */
  readonly commandId?: string;
  /** Of what is selected in it. */
  readonly selection?: true;
}

const DEFAULT_FONT_SIZE = 13;
const FONT_SIZES = { least: 8, most: 32 };

/** Shells of the incident on the screen, or of the desk, in tabs, several of them side by side. */
export function TerminalsPane() {
  const store = useStoreApi();
  const tabs = useTerminalTabs();
  const { active, arrangement, incidentId } = tabs;
  useKeptArrangement(tabs.scope);
  const sessions = useStore((state) => state.sessions);
  const runbooks = useStore((state) => state.incident?.runbooks);
  const profiles = useStore((state) => state.settings?.terminalProfiles ?? none);
  const unseen = useStore((state) => state.unseen);
  const setSeenTabs = useStore((state) => state.setSeenTabs);
  const { collapsed } = use(PaneFrameContext);
  const openChannel = useOpenTerminalChannel();
  const { actions, announcement, announce } = useCommandActions();

  const root = useRef<HTMLDivElement>(null);
  const terminals = useRef(new Map<string, SessionTerminal>());
  const [renamingId, setRenamingId] = useState<string>();
  const [task, setTask] = useState<TerminalTask>();
  const [menu, setMenu] = useState<OpenMenu>();
  const [searching, setSearching] = useState(false);

  const tabIds = useMemo(() => tabs.tabs.map(({ sessionId }) => sessionId), [tabs.tabs]);
  const { parking, hostOf, park } = useHosts(tabIds);
  const choices = useMemo(() => (runbooks ?? []).map(({ runbookId, title }) => ({ runbookId, title })), [runbooks]);
  const deskTabs = useMemo(
    () => (incidentId === undefined ? [] : tabsOf(sessions ?? [], undefined)),
    [sessions, incidentId],
  );
  const split = tabs.shownIds.length > 1;
  const activeId = active?.sessionId;

  const seen = collapsed ? '' : tabs.shownIds.join();
  useEffect(() => {
    setSeenTabs(seen === '' ? [] : seen.split(','));
    return () => setSeenTabs([]);
  }, [seen, setSeenTabs]);

  const targetOf = (sessionId: string | undefined) => {
    const session = tabs.tabs.find((tab) => tab.sessionId === sessionId);
    const terminal = sessionId === undefined ? undefined : terminals.current.get(sessionId);
    return session && terminal ? { session, terminal } : undefined;
  };
  const withActive = (act: (target: NonNullable<ReturnType<typeof targetOf>>) => void) => {
    const target = targetOf(activeId);
    if (target) act(target);
  };
  const stepTab = (sessionId: string, by: 1 | -1) => {
    const order = tabs.step(sessionId, by);
    if (order) announce(`Place ${order.indexOf(sessionId) + 1} of ${order.length}`);
  };

  useTerminalCommands({
    titles: tabs.tabs.map(({ title }) => title),
    profiles,
    runbooks: choices,
    split,
    onNew: (what) => void tabs.open(what),
    onStep: (by) => tabs.show(neighbour(tabs.tabs, activeId, by), true),
    onTab: (index) => tabs.show(tabIds[index], true),
    onTabStrip: () => activeId && focusTab(activeId),
    onFind: () => setSearching(true),
    onRename: () => setRenamingId(activeId),
    onReorder: (by) => {
      // On a tab, that one; elsewhere the one that takes the keys, which are the same but after a click into the strip.
      const focused = document.activeElement?.closest<HTMLElement>('[role="tab"]')?.dataset.session ?? activeId;
      if (focused) stepTab(focused, by);
    },
    onSplit: (direction) => active && tabs.canSplit && tabs.split(active, direction),
    onSide: (side) => tabs.show(arrangement && tabToward(arrangement.tree, arrangement.active, side), true),
    onCloseSplit: () => activeId && tabs.closeSplit(activeId),
    onRestart: () => active && void tabs.restart(active),
    onMove: () => active && setTask({ kind: 'move', session: active }),
    onVariables: () => setTask({ kind: 'variables' }),
    onJump: (by) => withActive((target) => actions.jump(target, by)),
    onCopyOutput: () => withActive((target) => actions.withCurrent(target, actions.copyOutput)),
    onNoteCommand: () => withActive((target) => actions.withCurrent(target, actions.noteCommand)),
    onPlayCommand: () => withActive((target) => actions.withCurrent(target, actions.play)),
    onCommandMenu: () =>
      withActive((target) =>
        actions.withCurrent(target, ({ session, terminal }, commandId) => {
          const at = terminal.commands.placeOf(commandId) ?? root.current?.getBoundingClientRect();
          if (at) setMenu({ sessionId: session.sessionId, commandId, at });
        }),
      ),
    onNoteSelection: () => withActive((target) => void actions.noteSelection(target)),
    onFontSize: (by) => {
      const { settings, updateSettings } = store.getState();
      const now = settings?.terminalFontSize ?? DEFAULT_FONT_SIZE;
      const next = by === 0 ? DEFAULT_FONT_SIZE : Math.max(FONT_SIZES.least, Math.min(FONT_SIZES.most, now + by));
      if (next !== now) void updateSettings({ terminalFontSize: next });
    },
    onClose: () => activeId && void tabs.close(activeId),
  });

  const tabMenu = (sessionId: string) => {
    const session = tabs.tabs.find((tab) => tab.sessionId === sessionId);
    if (!session) return null;
    const index = tabIds.indexOf(sessionId);
    return (
      <TabMenu
        session={session}
        place={{ first: index === 0, last: index === tabIds.length - 1 }}
        shown={tabs.shownIds.includes(sessionId)}
        canSplit={tabs.canSplit}
        split={split && tabs.shownIds.includes(sessionId)}
        onRename={() => setRenamingId(sessionId)}
        onStep={(by) => stepTab(sessionId, by)}
        onSplit={(direction) => tabs.split(session, direction)}
        onCloseSplit={() => tabs.closeSplit(sessionId)}
        onRestart={() => void tabs.restart(session)}
        onLevel={(level) => tabs.setLevel(sessionId, level)}
        onMove={() => setTask({ kind: 'move', session })}
        onVariables={incidentId === undefined ? undefined : () => setTask({ kind: 'variables' })}
        onClose={() => void tabs.close(sessionId)}
      />
    );
  };
  const ofCommand = menu?.commandId === undefined ? undefined : targetOf(menu.sessionId);
  const ofSelection = menu?.selection ? targetOf(menu.sessionId) : undefined;
  const command = menu?.commandId === undefined ? undefined : ofCommand?.terminal.commands.find(menu.commandId);

  return (
    <Pane
      name="Terminals"
      className="relative bg-term"
      header={
        <TabStrip
          tabs={tabs.tabs}
          activeId={activeId}
          shownIds={tabs.shownIds}
          unseen={unseen}
          profiles={profiles}
          runbooks={choices}
          deskTabs={deskTabs}
          renamingId={renamingId}
          onShow={(sessionId) => tabs.show(sessionId)}
          onClose={(sessionId) => void tabs.close(sessionId)}
          onStartRename={setRenamingId}
          onRename={tabs.rename}
          onMenu={(sessionId, at) => setMenu({ sessionId, at })}
          onReorder={tabs.reorder}
          onOpen={(what) => void tabs.open(what)}
          onBringHere={(sessionId) => void tabs.bringHere(sessionId)}
          onEditProfiles={() => store.getState().showOverlay({ kind: 'settings', tab: 'terminals' })}
        />
      }
      actions={
        active && (
          <>
            {!split && <RecordingMenu session={active} onLevel={(level) => tabs.setLevel(active.sessionId, level)} />}
            <IconButton
              icon={Search}
              label="Find in the scrollback"
              shortcut="Mod+Shift+F"
              pressed={searching}
              onClick={() => setSearching(!searching)}
            />
            <Menu align="end" trigger={<IconButton icon={Ellipsis} label={`Terminal ${active.title}`} />}>
              {tabMenu(active.sessionId)}
            </Menu>
          </>
        )
      }
    >
      <div ref={root} className="relative size-full">
        <div ref={parking} className="invisible absolute size-0 overflow-hidden" />
        {arrangement && (
          <SplitView
            tree={arrangement.tree}
            tabs={tabs.tabs}
            activeId={arrangement.active}
            hostOf={hostOf}
            park={park}
            onResize={tabs.resizeSplit}
            onFocus={(sessionId) => tabs.show(sessionId, true)}
            onCloseSplit={tabs.closeSplit}
          />
        )}
        {tabs.tabs.map((session) =>
          createPortal(
            <SessionView
              session={session}
              visible={tabs.shownIds.includes(session.sessionId)}
              active={session === active}
              searching={searching}
              terminals={terminals.current}
              openChannel={openChannel}
              onShow={tabs.show}
              onCommand={(commandId, at) => setMenu({ sessionId: session.sessionId, commandId, at })}
              onSelectionMenu={(at) => setMenu({ sessionId: session.sessionId, at, selection: true })}
              onSearch={setSearching}
              onRestart={(exited) => void tabs.restart(exited)}
              onClose={(sessionId) => void tabs.close(sessionId, true)}
            />,
            hostOf(session.sessionId),
            session.sessionId,
          ),
        )}
        {tabs.tabs.length === 0 && sessions && (
          <NoTerminal runbooks={choices} profiles={profiles} onOpen={(what) => void tabs.open(what)} />
        )}
        <OpenProblemNote />
        <p role="status" className="sr-only">
          {announcement}
        </p>
      </div>
      {menu && !menu.commandId && !menu.selection && (
        <PointMenu
          at={menu.at}
          label="Menu of the tab"
          onClose={() => setMenu(undefined)}
          onClosed={() => {
            // Unless what was chosen has taken the keyboard to a terminal, or to the field for a name.
            if (document.activeElement === document.body) focusTab(menu.sessionId);
          }}
        >
          {tabMenu(menu.sessionId)}
        </PointMenu>
      )}
      {menu && ofSelection && (
        <SelectionMenu
          at={menu.at}
          onCopy={() => void actions.copySelection(ofSelection)}
          onNote={() => void actions.noteSelection(ofSelection)}
          onClose={() => setMenu(undefined)}
          onClosed={() => ofSelection.terminal.focus()}
        />
      )}
      {menu && ofCommand && command && (
        <CommandMenu
          command={command}
          at={menu.at}
          onCopyCommand={() => void actions.copyCommand(ofCommand, command.commandId)}
          onCopyOutput={() => void actions.copyOutput(ofCommand, command.commandId)}
          onNote={() => void actions.noteCommand(ofCommand, command.commandId)}
          onJump={() => ofCommand.terminal.commands.jumpTo(command.commandId)}
          onPlay={
            ofCommand.session.recordingLevel === 'nothing'
              ? undefined
              : () => actions.play(ofCommand, command.commandId)
          }
          onClose={() => setMenu(undefined)}
          onClosed={() => ofCommand.terminal.focus()}
        />
      )}
      <TerminalDialogs tabs={tabs} task={task} onClose={() => setTask(undefined)} />
    </Pane>
  );
}

const none = [] as const;
