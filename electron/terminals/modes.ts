/** Private modes that outlive the sequence that set them, and that a fresh terminal has to be told before a replay. */
const kept = new Set([
  '1',
  '6',
  '9',
  '45',
  '1000',
  '1002',
  '1003',
  '1004',
  '1005',
  '1006',
  '1007',
  '1015',
  '1016',
  '2004',
]);
const alternateScreens = new Set(['47', '1047', '1049']);
/** On in a fresh terminal: only their being off is worth a word. */
const onAtFirst = new Set(['7', '25']);

/** The DEC private modes that a program set in its terminal. */
export class TerminalModes {
  readonly #on = new Set<string>();
  readonly #off = new Set<string>();

  copy(): TerminalModes {
    const copy = new TerminalModes();
    for (const mode of this.#on) copy.#on.add(mode);
    for (const mode of this.#off) copy.#off.add(mode);
    return copy;
  }

  /** The program reads pasted text as text, and not as key presses. */
  get bracketedPaste(): boolean {
    return this.#on.has('2004');
  }

  /** A full-screen program has put the screen aside, and brings it back when it ends. */
  get alternateScreen(): boolean {
    return [...alternateScreens].some((mode) => this.#on.has(mode));
  }

  /** Applies `CSI ? modes h` (set) or `CSI ? modes l` (reset). */
  change(modes: string, set: boolean): void {
    for (const mode of modes.split(';')) {
      if (onAtFirst.has(mode)) {
        if (set) this.#off.delete(mode);
        else this.#off.add(mode);
      } else if (kept.has(mode) || alternateScreens.has(mode)) {
        if (set) this.#on.add(mode);
        else this.#on.delete(mode);
      }
    }
  }

  /** RIS and DECSTR put a terminal back to its first state. */
  reset(): void {
    this.#on.clear();
    this.#off.clear();
  }

  /** The sequences that bring a fresh terminal into this state. */
  toSequences(): string {
    const set = [...this.#on].map((mode) => `\x1b[?${mode}h`);
    const unset = [...this.#off].map((mode) => `\x1b[?${mode}l`);
    return [...set, ...unset].join('');
  }

  /** The sequences that bring a terminal from this state back into its first one. */
  toUndoSequences(): string {
    const unset = [...this.#on].map((mode) => `\x1b[?${mode}l`);
    const set = [...this.#off].map((mode) => `\x1b[?${mode}h`);
    return [...unset, ...set].join('');
  }
}
