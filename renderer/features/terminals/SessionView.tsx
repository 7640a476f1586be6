import { useCallback, useMemo } from 'react';
import type { Session } from '#shared/contract/index.ts';
import { useStore, useStoreApi } from '../../store/index.ts';
import type { StreamChannel } from './session-stream.ts';
import type { SessionTerminal } from './session-terminal.ts';
import { TerminalView } from './TerminalView.tsx';
import { useTerminalFontSize } from './use-font-size.ts';

interface Props {
  readonly session: Session;
  readonly visible: boolean;
  readonly active: boolean;
  readonly searching: boolean;
  /** Where its xterm is found by the rest of the pane. */
  readonly terminals: Map<string, SessionTerminal>;
  readonly openChannel: (sessionId: string) => StreamChannel;
  readonly onShow: (sessionId: string) => void;
  readonly onCommand: (commandId: string, at: DOMRect) => void;
  readonly onSelectionMenu: (at: DOMRect) => void;
  readonly onSearch: (searching: boolean) => void;
  readonly onRestart: (session: Session) => void;
  readonly onClose: (sessionId: string) => void;
}

/** A session's terminal with what the store knows of it. */
export function SessionView(props: Props) {
  const { session, visible, active, terminals } = props;
  const { sessionId } = session;
  const store = useStoreApi();
  const fontSize = useTerminalFontSize();
  const scrollback = useStore((state) => state.settings?.scrollbackLines ?? 10_000);
  const copyOnSelect = useStore((state) => state.settings?.copyOnSelect ?? false);
  const lifetime = useStore((state) => state.lifetimes[sessionId]);
  const focusRequest = useStore((state) => (active ? state.terminalFocus : 0));
  const settings = useMemo(() => ({ fontSize, scrollback, copyOnSelect }), [fontSize, scrollback, copyOnSelect]);
  const onTerminal = useCallback(
    (terminal: SessionTerminal | undefined) => {
      if (terminal) terminals.set(sessionId, terminal);
      else terminals.delete(sessionId);
    },
    [terminals, sessionId],
  );
  return (
    <TerminalView
      session={session}
      settings={settings}
      visible={visible}
      active={active}
      focusRequest={focusRequest}
      searching={props.searching}
      lifetime={lifetime}
      openChannel={props.openChannel}
      onActivate={() => !active && visible && props.onShow(sessionId)}
      onSize={(columns, rows) => active && store.getState().setTerminalSize({ columns, rows })}
      onLink={(url) => store.getState().offerLink(url)}
      onCommand={props.onCommand}
      onSelectionMenu={props.onSelectionMenu}
      onBell={() => store.getState().noticeUnseen(sessionId, 'bell')}
      onOutput={() => store.getState().noticeUnseen(sessionId, 'output')}
      onSearch={props.onSearch}
      onRestart={() => props.onRestart(session)}
      onClose={() => props.onClose(sessionId)}
      onTerminal={onTerminal}
    />
  );
}
