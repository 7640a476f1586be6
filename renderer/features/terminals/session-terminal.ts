import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { type ITheme, Terminal } from '@xterm/xterm';
import { setSpanStylesByCssom, whileStylesAreAdopted } from '../../components/index.ts';
import { CommandGutter } from './command-gutter.ts';
import { guardQueries } from './guard-queries.ts';
import { decidePaste, type PasteDecision } from './paste.ts';
import { SessionStream, type StreamChannel } from './session-stream.ts';
import { accelerate } from './webgl.ts';

export interface PasteQuestion extends Extract<PasteDecision, { kind: 'ask' }> {
  /** The program takes a paste as text, and runs nothing of it before Enter is pressed (bracketed paste, mode 2004). */
  readonly heldBack: boolean;
}

export interface SessionTerminalOptions {
  readonly theme: ITheme;
  readonly fontFamily: string;
  /** CSS pixels. */
  readonly fontSize: number;
  /** Lines above the screen. */
  readonly scrollback: number;
  /** A link was clicked; only http and https come here. Nothing has been opened yet. */
  onLink(url: string): void;
  /** The person asks to copy what is selected; empty when nothing is. */
  onCopy(selection: string): void;
  /** Several lines were pasted; nothing has been sent yet. */
  onPasteQuestion(question: PasteQuestion): void;
  /** Something is selected now, and the mouse or the key that selects was let go. */
  onSelected(selection: string): void;
  /** A sign in the gutter was pressed. */
  onCommand(commandId: string, at: DOMRect): void;
  /** The person asks, here on the screen, what can be done with what is selected. */
  onSelectionMenu(at: DOMRect): void;
  /** The program rang, just now. */
  onBell(): void;
  /** The program wrote something, just now. */
  onOutput(): void;
  onExit(): void;
  /** The scrollback is drawn and the session answers. */
  onAttached(): void;
  /** The channel is gone though the program did not exit. */
  onLost(): void;
}

/** One xterm on the screen and the session behind it. Knows neither React nor the store. */
export class SessionTerminal {
  readonly terminal: Terminal;
  readonly search = new SearchAddon();
  readonly #fit = new FitAddon();
  readonly #container: HTMLElement;
  readonly #options: SessionTerminalOptions;
  readonly commands: CommandGutter;
  #replaying = false;
  #exited = false;
  #stream: SessionStream | undefined;

  /** `container` has to be on the screen, and the font loaded: xterm measures its cells once. */
  constructor(container: HTMLElement, options: SessionTerminalOptions) {
    this.#container = container;
    this.#options = options;
    const { theme, fontFamily, fontSize, scrollback } = options;
    this.terminal = new Terminal({
      allowProposedApi: true,
      cursorBlink: false,
      fontFamily,
      fontSize,
      lineHeight: 1.25,
      linkHandler: { activate: (_event, url) => this.#offerLink(url) },
      minimumContrastRatio: 4.5,
      scrollback,
      theme,
    });
    this.terminal.loadAddon(this.#fit);
    this.terminal.loadAddon(this.search);
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = '11';
    this.terminal.loadAddon(new WebLinksAddon((_event, url) => this.#offerLink(url)));
    guardQueries(this.terminal);
    this.commands = new CommandGutter(this.terminal, { onOpen: (id, at) => options.onCommand(id, at) });
    this.terminal.onBell(() => {
      if (!this.#replaying) options.onBell();
    });
    // Without a program every key is the window's: Tab leads to what can be done then.
    this.terminal.attachCustomKeyEventHandler((event) => !this.#copies(event) && !this.#exited);
    setSpanStylesByCssom();
    whileStylesAreAdopted(() => this.terminal.open(container));
    accelerate(this.terminal);
    container.addEventListener('paste', this.#paste, { capture: true });
    container.addEventListener('mouseup', this.#selected);
    container.addEventListener('contextmenu', this.#contextMenu, { capture: true });
    this.terminal.onData((data) => this.#stream?.type(data));
    this.terminal.onResize(({ cols, rows }) => this.#stream?.resize(cols, rows));
  }

  /** Puts the session's channel behind this terminal, in place of an earlier one. */
  attach(channel: StreamChannel): void {
    this.#stream?.close();
    this.#stream = new SessionStream(this.terminal, channel, {
      onMark: (mark) => this.commands.mark(mark),
      onOutput: () => this.#options.onOutput(),
      onExit: () => {
        this.#exited = true;
        this.#options.onExit();
      },
      onLost: () => this.#options.onLost(),
      // The scrollback was drawn in the size it had; from now on the pane's holds.
      onReplayStarts: () => {
        this.#replaying = true;
        this.commands.clear();
      },
      onReplayed: () => {
        this.#replaying = false;
        this.fit(true);
        this.#options.onAttached();
      },
    });
  }

  /**
   * Fits columns and rows to the container; `tell` sends them even when they stayed the same. False where it has no room,
   * as while the tab is not shown: it keeps its size then, and the program is not told of one.
   */
  fit(tell = false): boolean {
    if (this.#container.clientWidth === 0 || this.#container.clientHeight === 0) return false;
    const { cols, rows } = this.terminal;
    this.#fit.fit();
    if (tell && cols === this.terminal.cols && rows === this.terminal.rows) this.#stream?.resize(cols, rows);
    return true;
  }

  restyle(theme: ITheme, fontSize: number, scrollback: number): void {
    this.terminal.options.theme = theme;
    if (this.terminal.options.scrollback !== scrollback) this.terminal.options.scrollback = scrollback;
    if (this.terminal.options.fontSize !== fontSize) {
      this.terminal.options.fontSize = fontSize;
      this.fit();
    }
  }

  /** Sends text as a paste, in brackets where the program asked for them. It has been cleaned and agreed to. */
  paste(text: string): void {
    this.terminal.paste(text);
  }

  focus(): void {
    this.terminal.focus();
  }

  dispose(): void {
    this.#container.removeEventListener('paste', this.#paste, { capture: true });
    this.#container.removeEventListener('mouseup', this.#selected);
    this.#container.removeEventListener('contextmenu', this.#contextMenu, { capture: true });
    this.#stream?.close();
    this.terminal.dispose();
  }

  /** T33: before xterm sees it, and for every way of pasting: key, menu, middle button. */
  readonly #paste = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const decision = decidePaste(event.clipboardData?.getData('text/plain') ?? '');
    if (decision.kind === 'insert') this.terminal.paste(decision.text);
    else if (decision.kind === 'ask') {
      this.#options.onPasteQuestion({ ...decision, heldBack: this.terminal.modes.bracketedPasteMode });
    }
  };

  readonly #selected = (): void => {
    // xterm makes the selection with the same event, perhaps after this.
    setTimeout(() => {
      const selection = this.terminal.getSelection();
      if (selection !== '') this.#options.onSelected(selection);
    });
  };

  /** Without a selection it is the browser's menu, which pastes; a program that takes the mouse has it, but for Shift. */
  readonly #contextMenu = (event: MouseEvent): void => {
    const taken = this.terminal.modes.mouseTrackingMode !== 'none' && !event.shiftKey;
    if (taken || !this.terminal.hasSelection()) return;
    event.preventDefault();
    event.stopPropagation();
    this.#options.onSelectionMenu(new DOMRect(event.clientX, event.clientY, 0, 0));
  };

  /** Ctrl+Shift+C, for Ctrl+C belongs to the program. Commands of the window took their keys before this is asked. */
  #copies(event: KeyboardEvent): boolean {
    if (!event.ctrlKey || !event.shiftKey || event.altKey || event.code !== 'KeyC') return false;
    if (event.type === 'keydown') {
      event.preventDefault();
      this.#options.onCopy(this.terminal.getSelection());
    }
    return true;
  }

  /** T32: http and https only, however the link came about. */
  #offerLink(text: string): void {
    if (!URL.canParse(text)) return;
    const { protocol, href } = new URL(text);
    if (protocol === 'http:' || protocol === 'https:') this.#options.onLink(href);
  }
}
