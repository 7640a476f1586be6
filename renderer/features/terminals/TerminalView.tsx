import '@xterm/xterm/css/xterm.css';
import './terminal.css';
import clsx from 'clsx';
import { RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Session } from '#shared/contract/index.ts';
import { Button, Spinner } from '../../components/index.ts';
import { PasteDialog } from './PasteDialog.tsx';
import { SearchBar } from './SearchBar.tsx';
import type { StreamChannel } from './session-stream.ts';
import type { PasteQuestion } from './session-terminal.ts';
import { useSessionTerminal } from './use-session-terminal.ts';

interface Props {
  readonly session: Session;
  /** In front: the others stay drawn behind it, so that switching is immediate. */
  readonly visible: boolean;
  /** Counts up whenever the keyboard should come here. */
  readonly focusRequest: number;
  readonly searching: boolean;
  readonly fontSize: number;
  readonly openChannel: (sessionId: string) => StreamChannel;
  readonly onSize: (columns: number, rows: number) => void;
  readonly onLink: (url: string) => void;
  readonly onSearch: (searching: boolean) => void;
  readonly onRestart: (session: Session) => void;
  readonly onClose: (sessionId: string) => void;
}

/** One session on the screen. */
export function TerminalView(props: Props) {
  const { session, visible, focusRequest, searching, fontSize, openChannel, onSize, onLink, onSearch } = props;
  const host = useRef<HTMLDivElement>(null);
  const [question, setQuestion] = useState<PasteQuestion>();
  const { terminal, state } = useSessionTerminal(host, {
    sessionId: session.sessionId,
    fontSize,
    openChannel,
    onSize,
    onLink,
    onPasteQuestion: setQuestion,
  });

  useEffect(() => {
    if (!visible || !terminal) return;
    // Hidden, it could not be measured.
    terminal.fit();
    // F6 brings the focus to the terminal in front.
    terminal.terminal.textarea?.setAttribute('data-pane-focus', '');
    return () => terminal.terminal.textarea?.removeAttribute('data-pane-focus');
  }, [visible, terminal]);

  useEffect(() => {
    if (visible && focusRequest > 0) terminal?.focus();
  }, [visible, terminal, focusRequest]);

  const answer = (text: string | undefined) => {
    setQuestion(undefined);
    if (text !== undefined) terminal?.paste(text);
    terminal?.focus();
  };

  return (
    <div
      role="tabpanel"
      id={`terminal-${session.sessionId}`}
      aria-label={session.title}
      className={clsx('absolute inset-0 flex flex-col bg-term', !visible && 'invisible')}
    >
      {visible && searching && terminal && (
        <SearchBar
          addon={terminal.search}
          onClose={() => {
            onSearch(false);
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
          The connection to this shell is lost. The shell runs on; connecting again…
        </p>
      )}
      {session.state === 'exited' && <ExitBar {...props} />}
      {question && <PasteDialog question={question} onAnswer={answer} />}
    </div>
  );
}

function ExitBar({ session, onRestart, onClose }: Props) {
  const how = session.exitCode === undefined ? 'The shell was ended.' : `The shell exited with ${session.exitCode}.`;
  return (
    <div role="status" className="flex h-11 shrink-0 items-center gap-2 border-t border-line bg-pane px-3.5 text-ink-2">
      <span className="min-w-0 flex-1 truncate">{how}</span>
      <Button icon={RotateCcw} onClick={() => onRestart(session)}>
        Restart
      </Button>
      <Button look="quiet" onClick={() => onClose(session.sessionId)}>
        Close tab
      </Button>
    </div>
  );
}
