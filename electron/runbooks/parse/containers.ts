import { indentOf } from './fence-lines.ts';

/** Follows the list items and comments of a document, line by line, as far as fences need to know of them. */
export class Containers {
  readonly #lines: readonly string[];
  /** Columns at which the text of the open list items begins, outermost first. */
  #items: number[] = [];
  #line = 0;
  #inComment = false;
  #afterBlank = true;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /**
   * The column at which the text around a fence begins, or undefined inside a comment. Lines before `from` that were
   * not looked at yet are code.
   */
  indentAt(line: number, from: number): number | undefined {
    if (from > this.#line) {
      this.#line = from;
      this.#afterBlank = true;
    }
    for (; this.#line <= line; this.#line += 1) this.#read(this.#lines[this.#line] ?? '', this.#line === line);
    return this.#inComment ? undefined : (this.#items.at(-1) ?? 0);
  }

  #read(text: string, isFence: boolean): void {
    if (this.#inComment) {
      this.#inComment = !text.includes('-->');
      return;
    }
    if (text.trim() === '') {
      this.#afterBlank = true;
      return;
    }
    const marker = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?=[ \t]+\S)/.test(text);
    // A line of a paragraph may stand further out than its item and still belong to it.
    const ends = this.#afterBlank || isFence || marker || /^ {0,3}#{1,6} /.test(text);
    if (ends) this.#items = this.#items.filter((column) => column <= indentOf(text));
    this.#afterBlank = false;
    if (/^ {0,3}<!--/.test(text)) this.#inComment = !text.includes('-->');
    if (marker) this.#openItems(text);
  }

  #openItems(text: string): void {
    for (let rest = text, before = 0; ; ) {
      const match = /^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(?=\S)/.exec(rest);
      const indent = match ? before + indentOf(rest) : 0;
      if (!match || indent - (this.#items.at(-1) ?? 0) > 3) return;
      const [whole, , mark = '', gap = ''] = match;
      before = indent + mark.length + (gap.length > 4 ? 1 : gap.length);
      this.#items.push(before);
      rest = rest.slice(whole.length);
    }
  }
}
