import { Unicode11Addon } from '@xterm/addon-unicode11';
import { type ITheme, Terminal } from '@xterm/xterm';
import type { CastEvent } from '#shared/domain/transcript/asciicast.ts';
import { setSpanStylesByCssom, whileStylesAreAdopted } from '../../components/index.ts';
import { guardQueries, withoutBidi } from '../terminals/index.ts';
import { stepFrom } from './player.ts';

/** Characters written at a time: the page stays usable while much is caught up with. */
const MOST = 256 * 1024;
/** CSS pixels. */
const SMALLEST = 9;
/** What stands around the cells, CSS pixels: the gutter and the padding. */
const EDGES = { width: 32, height: 20 } as const;

export interface PlayerTerminalOptions {
  readonly theme: ITheme;
  readonly fontFamily: string;
  /** CSS pixels. */
  readonly fontSize: number;
  readonly columns: number;
  readonly rows: number;
}

/** An xterm that shows a recording up to an event. Nothing that is typed goes anywhere, and no link opens. */
export class PlayerTerminal {
  readonly terminal: Terminal;
  readonly #frame: HTMLElement;
  #preferred: number;
  #events: readonly CastEvent[] = [];
  readonly #size: { readonly columns: number; readonly rows: number };
  #shown = 0;
  #target = 0;
  #busy = false;
  /** What is on the screen is of other events: begin anew. */
  #stale = false;
  #disposed = false;

  /** `container` stands in a frame that scrolls; the font loaded. */
  constructor(container: HTMLElement, options: PlayerTerminalOptions) {
    const { columns, rows, theme, fontFamily, fontSize } = options;
    this.#frame = container.parentElement ?? container;
    this.#preferred = fontSize;
    this.#size = { columns, rows };
    this.terminal = new Terminal({
      allowProposedApi: true,
      cols: columns,
      rows,
      cursorBlink: false,
      disableStdin: true,
      fontFamily,
      fontSize,
      lineHeight: 1.25,
      linkHandler: { activate: () => {} },
      minimumContrastRatio: 4.5,
      scrollback: 10_000,
      theme,
    });
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = '11';
    guardQueries(this.terminal);
    // Space and the brackets are the player's, Tab leads on: xterm takes no key.
    this.terminal.attachCustomKeyEventHandler(() => false);
    setSpanStylesByCssom();
    whileStylesAreAdopted(() => this.terminal.open(container));
    if (this.terminal.textarea) this.terminal.textarea.tabIndex = -1;
    this.fit();
  }

  /** Shows the first `count` events; going back begins anew. `events` may be those of before with more behind them. */
  show(events: readonly CastEvent[], count: number): void {
    const known = this.#events.length;
    if (known > 0 && events[known - 1] !== this.#events[known - 1]) this.#stale = true;
    this.#events = events;
    this.#target = count;
    if (!this.#busy) void this.#catchUp();
  }

  restyle(theme: ITheme, fontSize: number): void {
    this.terminal.options.theme = theme;
    this.#preferred = fontSize;
    this.fit();
  }

  /** The preferred font, or a smaller one in which the whole screen is to be seen; below that it scrolls. */
  fit(): void {
    const screen = this.terminal.element?.querySelector('.xterm-screen')?.getBoundingClientRect();
    const fontSize = this.terminal.options.fontSize ?? this.#preferred;
    if (!screen || screen.width === 0 || screen.height === 0) return;
    const wide = ((this.#frame.clientWidth - EDGES.width) / screen.width) * fontSize;
    const high = ((this.#frame.clientHeight - EDGES.height) / screen.height) * fontSize;
    const fitting = Math.max(SMALLEST, Math.min(this.#preferred, Math.floor(Math.min(wide, high))));
    if (fitting !== fontSize) this.terminal.options.fontSize = fitting;
  }

  dispose(): void {
    this.#disposed = true;
    this.terminal.dispose();
  }

  async #catchUp(): Promise<void> {
    this.#busy = true;
    while (!this.#disposed && (this.#stale || this.#shown !== this.#target)) {
      if (this.#stale || this.#target < this.#shown) {
        this.#stale = false;
        this.terminal.reset();
        this.terminal.resize(this.#size.columns, this.#size.rows);
        this.#shown = 0;
      }
      const { text, size, next } = stepFrom(this.#events, this.#shown, this.#target, MOST);
      if (text !== '') await new Promise<void>((done) => this.terminal.write(withoutBidi(text), done));
      if (this.#disposed) return;
      if (size) {
        this.terminal.resize(size.columns, size.rows);
        this.fit();
      }
      this.#shown = next;
    }
    this.#busy = false;
  }
}
