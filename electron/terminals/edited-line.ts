/** Where a line's own text begins, as an offset into the captured bytes: after the prompt, or a continuation prompt. */
export interface CapturedPrompt {
  readonly bytes: Buffer;
  readonly textStarts: readonly number[];
  readonly columns: number;
}

/** A control sequence, a control character, or one character. */
const token =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is about control characters
  /\x1b\[([0-?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]/gu;
const combining = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const wide =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/**
 * What stands on the command line after all editing, read off the screen as the line editor drew it. For the command
 * that history does not keep there is no other witness. Undefined when nothing was drawn (echo is off).
 */
export function readEditedLine(prompt: CapturedPrompt): string | undefined {
  const screen = new LineScreen(prompt.columns);
  const origins = new Map<number, number>();
  let from = 0;
  for (const start of prompt.textStarts) {
    screen.write(prompt.bytes.toString('utf8', from, start));
    origins.set(screen.row, screen.column);
    from = start;
  }
  screen.write(prompt.bytes.toString('utf8', from));
  const text = screen.read(origins);
  return text === '' ? undefined : text;
}

/** As much of a terminal as line editors need, with endless rows. */
class LineScreen {
  row = 0;
  column = 0;
  readonly #columns: number;
  readonly #rows: string[][] = [];
  /** Rows that go on from the row above without a newline. */
  readonly #wrapped = new Set<number>();
  /** The last column was written: the next character goes to the next row (xterm's "am" with "xenl"). */
  #wrapPending = false;

  constructor(columns: number) {
    this.#columns = columns;
  }

  write(text: string): void {
    for (const match of text.matchAll(token)) {
      const final = match[2];
      if (final !== undefined) this.#control(final, match[1] ?? '');
      else if (match[0] >= ' ' && match[0] !== '\x7f') this.#put(match[0]);
      else this.#move(match[0]);
    }
  }

  /** The text from the first of `origins` (row to column) on; each named row begins at its column. */
  read(origins: ReadonlyMap<number, number>): string {
    const first = Math.min(...origins.keys());
    if (!Number.isFinite(first)) return '';
    let text = '';
    for (let row = first; row < this.#rows.length; row += 1) {
      const line = Array.from(this.#rows[row] ?? [], (cell) => cell ?? ' ').slice(origins.get(row) ?? 0);
      const wraps = this.#wrapped.has(row + 1);
      if (row > first && !this.#wrapped.has(row)) text += '\n';
      text += wraps ? line.join('') : line.join('').trimEnd();
    }
    return text.trim();
  }

  #put(character: string): void {
    const line = this.#line();
    if (combining.test(character)) {
      const before = this.#wrapPending ? this.column : this.column - 1;
      if (before >= 0) line[before] = (line[before] ?? '') + character;
      return;
    }
    const width = wide.test(character) ? 2 : 1;
    if (this.#wrapPending || this.column + width > this.#columns) {
      this.row += 1;
      this.column = 0;
      this.#wrapPending = false;
      this.#wrapped.add(this.row);
    }
    const target = this.#line();
    target[this.column] = character;
    if (width === 2) target[this.column + 1] = '';
    this.column += width;
    if (this.column >= this.#columns) {
      this.column = this.#columns - 1;
      this.#wrapPending = true;
    }
  }

  #move(control: string): void {
    if (control === '\r') this.#goTo(this.row, 0);
    else if (control === '\n') {
      this.#goTo(this.row + 1, this.column);
      this.#line();
    } else if (control === '\b') this.#goTo(this.row, this.column - 1);
    else if (control === '\t') this.#goTo(this.row, (Math.floor(this.column / 8) + 1) * 8);
  }

  #control(final: string, parameters: string): void {
    const given = Number.parseInt(parameters, 10);
    const count = given > 0 ? given : 1;
    const line = this.#line();
    if (final === 'A') this.#goTo(this.row - count, this.column);
    else if (final === 'B') this.#goTo(this.row + count, this.column);
    else if (final === 'C') this.#goTo(this.row, this.column + count);
    else if (final === 'D') this.#goTo(this.row, this.column - count);
    else if (final === 'G') this.#goTo(this.row, count - 1);
    else if (final === 'P') {
      this.#wrapPending = false;
      line.splice(this.column, count);
    } else if (final === '@') {
      this.#wrapPending = false;
      line.splice(this.column, 0, ...Array<string>(Math.min(count, this.#columns)).fill(' '));
      line.length = Math.min(line.length, this.#columns);
    } else if (final === 'K') this.#eraseLine(line, given);
    else if (final === 'J') {
      this.#eraseLine(line, 0);
      for (let row = this.row + 1; row < this.#rows.length; row += 1) this.#rows[row] = [];
    }
  }

  #eraseLine(line: string[], how: number): void {
    // As xterm.js has it: where a wrap is pending the cursor stands behind the last column.
    const column = this.#wrapPending ? this.#columns : this.column;
    if (how === 1) line.fill(' ', 0, column + 1);
    else if (how === 2) line.length = 0;
    else line.length = Math.min(line.length, column);
  }

  #goTo(row: number, column: number): void {
    this.row = Math.max(0, row);
    this.column = Math.min(Math.max(0, column), this.#columns - 1);
    this.#wrapPending = false;
  }

  #line(): string[] {
    while (this.#rows.length <= this.row) this.#rows.push([]);
    return this.#rows[this.row] as string[];
  }
}
