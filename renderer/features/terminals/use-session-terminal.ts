import { type RefObject, useEffect, useRef, useState } from 'react';
import { copyText } from '../../components/index.ts';
import type { StreamChannel } from './session-stream.ts';
import { type PasteQuestion, SessionTerminal } from './session-terminal.ts';
import { onThemeChange, terminalTheme } from './theme.ts';

export interface SessionTerminalEvents {
  onLink(url: string): void;
  onPasteQuestion(question: PasteQuestion): void;
  onCommand(commandId: string, at: DOMRect): void;
  onSelectionMenu(at: DOMRect): void;
  onBell(): void;
  onOutput(): void;
  /** The terminal has this size now, in cells. */
  onSize(columns: number, rows: number): void;
}

interface Options extends SessionTerminalEvents {
  readonly sessionId: string;
  /** CSS pixels. */
  readonly fontSize: number;
  readonly scrollback: number;
  readonly copyOnSelect: boolean;
  readonly openChannel: (sessionId: string) => StreamChannel;
}

export type AttachState = 'opening' | 'attached' | 'lost' | 'exited';

/** Waits before the next attempt to reach a session whose channel was lost, milliseconds; the last one repeats. */
const REATTACH_DELAYS = [250, 500, 1000, 2000] as const;

/**
 * Puts a terminal into `container` for as long as the component lives, attached to the session and attached again
 * whenever its channel is lost. The shell itself runs on without the page.
 */
export function useSessionTerminal(container: RefObject<HTMLElement | null>, options: Options) {
  const { sessionId, fontSize, scrollback, openChannel } = options;
  const [terminal, setTerminal] = useState<SessionTerminal>();
  const [state, setState] = useState<AttachState>('opening');
  const newest = useRef(options);
  newest.current = options;

  useEffect(() => {
    const host = container.current;
    if (!host) return;
    let created: SessionTerminal | undefined;
    let gone = false;
    let attempts = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fontFamily = getComputedStyle(host).fontFamily;
    const size = newest.current.fontSize;

    // xterm measures a cell once: before the font is there it would measure another one.
    void loadFont(fontFamily, size).then(() => {
      if (gone) return;
      const attach = () => created?.attach(openChannel(sessionId));
      created = new SessionTerminal(host, {
        theme: terminalTheme(host),
        fontFamily,
        fontSize: size,
        scrollback: newest.current.scrollback,
        onLink: (url) => newest.current.onLink(url),
        onCopy: (selection) => {
          if (selection !== '') void copyText(selection);
        },
        onSelected: (selection) => {
          if (newest.current.copyOnSelect) void copyText(selection);
        },
        onCommand: (commandId, at) => newest.current.onCommand(commandId, at),
        onSelectionMenu: (at) => newest.current.onSelectionMenu(at),
        onBell: () => newest.current.onBell(),
        onOutput: () => newest.current.onOutput(),
        onPasteQuestion: (question) => newest.current.onPasteQuestion(question),
        onAttached: () => {
          attempts = 0;
          setState('attached');
        },
        onExit: () => setState('exited'),
        onLost: () => {
          if (gone) return;
          setState('lost');
          timer = setTimeout(attach, REATTACH_DELAYS[Math.min(attempts, REATTACH_DELAYS.length - 1)]);
          attempts += 1;
        },
      });
      created.terminal.onResize(({ cols, rows }) => newest.current.onSize(cols, rows));
      if (created.fit()) newest.current.onSize(created.terminal.cols, created.terminal.rows);
      attach();
      setTerminal(created);
    });

    return () => {
      gone = true;
      clearTimeout(timer);
      created?.dispose();
      setTerminal(undefined);
      setState('opening');
    };
  }, [container, sessionId, openChannel]);

  useEffect(() => {
    const host = container.current;
    if (!host || !terminal) return;
    let frame = 0;
    const fitSoon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => terminal.fit());
    };
    const observer = new ResizeObserver(fitSoon);
    observer.observe(host);
    const restyle = () => terminal.restyle(terminalTheme(host), fontSize, scrollback);
    restyle();
    const stop = onThemeChange(restyle);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      stop();
    };
  }, [container, terminal, fontSize, scrollback]);

  return { terminal, state };
}

async function loadFont(family: string, size: number): Promise<void> {
  try {
    await Promise.all([document.fonts.load(`${size}px ${family}`), document.fonts.load(`bold ${size}px ${family}`)]);
  } catch {
    // A terminal in a fallback font is better than none.
  }
}
