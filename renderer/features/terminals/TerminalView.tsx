import '@xterm/xterm/css/xterm.css';
import './terminal.css';
import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import type { Session } from '#shared/contract/index.ts';
import { Spinner } from '../../components/index.ts';
import { ExitBar } from './ExitBar.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { SearchBar } from './SearchBar.tsx';
import type { StreamChannel } from './session-stream.ts';
import type { PasteQuestion, SessionTerminal } from './session-terminal.ts';
import { useSessionTerminal } from './use-session-terminal.ts';

export interface TerminalSettings {
  /** CSS pixels. */
  readonly fontSize: number;
  /** Lines. */
  readonly scrollback: number;
  readonly copyOnSelect: boolean;
}

export interface TerminalEvents {
  /** The keyboard came here. */
  onActivate(): void;
  onSize(columns: number, rows: number): void;
  onLink(url: string): void;
  onCommand(commandId: string, at: DOMRect): void;
  /** What is selected has a menu, here. */
  onSelectionMenu(at: DOMRect): void;
  onBell(): void;
  onOutput(): void;
  onSearch(searching: boolean): void;
  onRestart(): void;
  onClose(): void;
  /** The xterm behind it, once it is there, and undefined when it goes. */
  onTerminal(terminal: SessionTerminal | undefined): void;
}

interface Props extends TerminalEvents {
  readonly session: Session;
  readonly settings: TerminalSettings;
  /** It can be seen. Otherwise it goes on off the screen, so that switching is immediate. */
  readonly visible: boolean;
  /** It takes the keys. */
  readonly active: boolean;
  /** Counts up whenever the keyboard should come here. */
  readonly focusRequest: number;
  readonly searching: boolean;
  readonly lifetime: number | undefined;
  readonly openChannel: (sessionId: string) => StreamChannel;
}

/** One session on the screen. */
export function TerminalView(props: Props) {
  const { session, settings, visible, active, focusRequest, searching, openChannel, onTerminal } = props;
  const host = useRef<HTMLDivElement>(null);
  const [question, setQuestion] = useState<PasteQuestion>();
  const { terminal, state } = useSessionTerminal(host, {
    sessionId: session.sessionId,
    ...settings,
    openChannel,
    onSize: props.onSize,
    onLink: props.onLink,
    onCommand: props.onCommand,
    onSelectionMenu: props.onSelectionMenu,
    onBell: props.onBell,
    onOutput: props.onOutput,
    onPasteQuestion: setQuestion,
  });

  useEffect(() => {
    onTerminal(terminal);
    return () => onTerminal(undefined);
  }, [terminal, onTerminal]);

  useEffect(() => {
    if (visible) terminal?.fit();
  }, [visible, terminal]);

  useEffect(() => {
    if (!active || !terminal) return;
    // F6 brings the focus to the terminal that takes the keys.
    terminal.terminal.textarea?.setAttribute('data-pane-focus', '');
    return () => terminal.terminal.textarea?.removeAttribute('data-pane-focus');
  }, [active, terminal]);

  useEffect(() => {
    if (active && focusRequest > 0) terminal?.focus();
  }, [active, terminal, focusRequest]);

  const answer = (text: string | undefined) => {
    setQuestion(undefined);
    if (text !== undefined) terminal?.paste(text);
    terminal?.focus();
  };

  return (
    <div
      role="tabpanel"
      id={`terminal-${session.sessionId}`}
      aria-label={session.production ? `${session.title}, production` : session.title}
      onFocusCapture={props.onActivate}
      className={clsx('absolute inset-0 flex flex-col bg-term', session.production && 'border-l-4 border-crit-solid')}
    >
      {active && searching && terminal && (
        <SearchBar
          addon={terminal.search}
          onClose={() => {
            props.onSearch(false);
            terminal.focus();
          }}
        />
      )}
      <div ref={host} className="min-h-0 flex-1 overflow-hidden font-mono" />
      {state === 'lost' && session.state !== 'exited' && (
        <p
          role="status"
          className="flex items-center gap-2 border-t border-line bg-warn-bg px-3.5 py-1.5 text-small text-warn"
        >
          <Spinner className="size-3.5" />
          Not connected to this shell: what is typed now does not reach it. Connecting again…
        </p>
      )}
      {session.state === 'exited' && (
        <ExitBar session={session} lifetime={props.lifetime} onRestart={props.onRestart} onClose={props.onClose} />
      )}
      {question && <PasteDialog session={session} question={question} onAnswer={answer} />}
    </div>
  );
}
