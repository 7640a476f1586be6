import { runnableLanguages } from './commands.ts';
import { Containers } from './containers.ts';
import { closes, type FenceLine, indentOf, languageOf, opensInside, readFenceLine } from './fence-lines.ts';
import { countOdd, MAX_LOOKAHEAD, matchingEnd } from './fence-pairs.ts';
import type { RunbookProblem } from './front-matter.ts';
import { openHeredoc } from './heredoc.ts';

/** A text whose fences pair up, so that a Markdown parser reads what its author meant. */
export interface RepairedText {
  readonly text: string;
  /** The 1-based line of the file that a line of `text` was. */
  readonly lineOf: (line: number) => number;
  readonly problems: readonly RunbookProblem[];
}

/** What is written inside these is text: a template may hold fences of its own. */
const textLanguages = new Set(['markdown', 'md', 'mdx', 'text', 'txt']);

/**
 * Closes fences that nobody closed where the text goes on (a heading, a label, the next fence), keeps a template that
 * holds fences of its own together, and joins a block of a list whose lines lost their indentation. Each with a warning.
 */
export function repairFences(text: string): RepairedText {
  const lines = text.split('\n');
  const fences = lines.map(readFenceLine).filter((fence) => fence !== undefined);
  if (fences.length === 0) return { text, lineOf: (line) => line, problems: [] };
  return new FenceRepair(lines, fences).run(text);
}

class FenceRepair {
  readonly #lines: string[];
  readonly #fences: readonly FenceLine[];
  /** Lines to put in, by the line that they come before. */
  readonly #inserted = new Map<number, string>();
  readonly #problems: RunbookProblem[] = [];
  #changed = false;

  constructor(lines: string[], fences: readonly FenceLine[]) {
    this.#lines = lines;
    this.#fences = fences;
  }

  run(text: string): RepairedText {
    const containers = new Containers(this.#lines);
    for (let at = 0, next = 0; at < this.#fences.length; ) {
      const opening = this.#fences[at] as FenceLine;
      if (opening.line < next) {
        at += 1;
        continue;
      }
      const base = containers.indentAt(opening.line, next);
      // Four columns further in it is indented code, and inside a comment it is nothing.
      next = base === undefined || opening.indent - base > 3 ? opening.line + 1 : this.#readBlock(at, base);
      at += 1;
    }
    if (!this.#changed) return { text, lineOf: (line) => line, problems: this.#problems };
    return this.#write();
  }

  /** Answers the first line behind the block that the fence opens. */
  #readBlock(at: number, base: number): number {
    const opening = this.#fences[at] as FenceLine;
    for (let index = at + 1; ; index += 1) {
      const fence = this.#fences[index];
      const until = fence?.line ?? this.#lines.length;
      const left = this.#leavesContainer(
        opening,
        index === at + 1 ? opening.line : (this.#fences[index - 1]?.line ?? 0),
        until,
        base,
      );
      if (left !== undefined) return this.#readOutdented(opening, left, fence, base);
      if (!fence) return this.#endOfFile(opening);
      if (opening.quotes === 0 && base > 0 && fence.indent < base) {
        if (closes(fence, opening)) return this.#indent(opening, fence.line, fence.line, base);
        return this.#closeBefore(opening, fence.line);
      }
      if (fence.indent - base > 3) continue;
      if (closes(fence, opening)) return this.#readClosed(opening, index);
      if (opensInside(fence, opening)) return this.#readNested(at, index);
    }
  }

  /** A closing fence below a heading may be the opening one of the next block, when the rest pairs up only then. */
  #readClosed(opening: FenceLine, index: number): number {
    const closing = this.#fences[index] as FenceLine;
    const prose = this.#proseStart(opening, closing.line);
    if (prose === undefined || countOdd(this.#fences, index) >= countOdd(this.#fences, index + 1))
      return closing.line + 1;
    return this.#closeBefore(opening, prose);
  }

  /** The first line between two fences that no longer belongs to the list's item or the quotation of the block. */
  #leavesContainer({ quotes }: FenceLine, after: number, until: number, base: number): number | undefined {
    if (base === 0 && quotes === 0) return undefined;
    for (let line = after + 1; line < until; line += 1) {
      const text = this.#lines[line] ?? '';
      if (quotes > 0 ? (/^[ \t>]*/.exec(text)?.[0].split('>').length ?? 1) - 1 < quotes : isOut(text, base))
        return line;
    }
    return undefined;
  }

  /** A block of a list whose lines stand further out than its fences; or one that the end of the item ends. */
  #readOutdented(opening: FenceLine, line: number, fence: FenceLine | undefined, base: number): number {
    const near = fence && fence.line - line < MAX_LOOKAHEAD;
    if (opening.quotes === 0 && near && closes(fence, opening) && fence.indent >= base) {
      const between = this.#lines.slice(line, fence.line);
      if (!between.some(isBlockStart)) {
        return this.#indent(opening, line, fence.line - 1, base);
      }
    }
    const end = line + this.#countContent(opening, line);
    if (end > line) this.#indent(opening, line, end - 1, base);
    if (opening.quotes === 0) this.#insertClosing(opening, end);
    this.#warn(opening, `it was taken to end at line ${end}, with its list item or quotation`);
    return end;
  }

  /** How many lines further out are all that a block of a list has, so that they must be its text. */
  #countContent({ line: start, quotes }: FenceLine, line: number): number {
    if (quotes > 0 || this.#lines.slice(start + 1, line).some((text) => text.trim() !== '')) return 0;
    let end = line;
    for (let text = this.#lines[end]; text?.trim() && !isBlockStart(text); text = this.#lines[end]) end += 1;
    return end - line;
  }

  #indent(opening: FenceLine, first: number, last: number, base: number): number {
    for (let line = first; line <= last; line += 1) {
      const text = this.#lines[line] ?? '';
      if (isOut(text, base)) this.#lines[line] = `${' '.repeat(base)}${text.trimStart()}`;
    }
    this.#changed = true;
    this.#problems.push({
      level: 'warning',
      line: first + 1,
      message: `This line stands further out than the list item of its code block, which begins at line ${opening.line + 1}; it was taken as part of the block.`,
      action: 'Indent it as far as the block.',
    });
    const closing = readFenceLine(this.#lines[last] ?? '', last);
    return closing && closes(closing, opening) ? last + 1 : last + 2;
  }

  /** A fence that opens inside an open one: a template with fences of its own, or the first one was never closed. */
  #readNested(at: number, inner: number): number {
    const opening = this.#fences[at] as FenceLine;
    const nested = this.#fences[inner] as FenceLine;
    if (this.#mayHoldFences(opening, nested)) {
      const end = matchingEnd(this.#fences, at);
      if (end !== undefined && this.#isTemplate(opening, nested, inner, end)) return this.#lengthen(at, end);
    }
    return this.#closeBefore(opening, this.#proseStart(opening, nested.line) ?? nested.line);
  }

  /** Only a text, or a heredoc of a command, holds fences of its own. */
  #mayHoldFences(opening: FenceLine, nested: FenceLine): boolean {
    const language = languageOf(opening.info);
    return language === '' || textLanguages.has(language) || this.#heredocWord(opening, nested) !== undefined;
  }

  #isTemplate(opening: FenceLine, nested: FenceLine, inner: number, end: number): boolean {
    const word = this.#heredocWord(opening, nested);
    if (word !== undefined) {
      const rest = this.#lines.slice(nested.line, this.#fences[end]?.line);
      return rest.some((text) => text.trim() === word);
    }
    const together = countOdd(this.#fences, end + 1);
    const apart = countOdd(this.#fences, inner);
    if (together !== apart) return together < apart;
    return textLanguages.has(languageOf(opening.info)) || !runnableLanguages.has(languageOf(nested.info));
  }

  /** The word that ends the heredoc which is open where `nested` begins. */
  #heredocWord(opening: FenceLine, nested: FenceLine): string | undefined {
    return openHeredoc(this.#lines.slice(opening.line + 1, nested.line).join('\n'));
  }

  #lengthen(at: number, end: number): number {
    const opening = this.#fences[at] as FenceLine;
    const all = this.#fences.slice(at, end + 1).filter(({ mark }) => mark === opening.mark);
    const marks = opening.mark.repeat(Math.max(...all.map(({ length }) => length)) + 1);
    for (const { line } of [opening, this.#fences[end] as FenceLine]) {
      this.#lines[line] = (this.#lines[line] ?? '').replace(/`{3,}|~{3,}/, marks);
    }
    this.#changed = true;
    this.#problems.push({
      level: 'warning',
      line: opening.line + 1,
      message: `This code block holds another fence, so other programs end it too early; it was read up to line ${(this.#fences[end]?.line ?? 0) + 1}.`,
      action: `Begin and end it with ${marks.length} marks: ${marks}`,
    });
    return (this.#fences[end]?.line ?? 0) + 1;
  }

  #endOfFile(opening: FenceLine): number {
    const line = this.#proseStart(opening, this.#lines.length);
    if (line !== undefined) return this.#closeBefore(opening, line);
    this.#problems.push({
      level: 'error',
      line: opening.line + 1,
      message: 'This code block is never closed, so everything below it is taken for code.',
      action: 'Close it with a line of three backticks.',
    });
    return this.#lines.length;
  }

  /** The first line of a block that is the document going on: behind a blank line, and no line of code. */
  #proseStart(opening: FenceLine, until: number): number | undefined {
    const language = languageOf(opening.info);
    const hashIsHeading = language === '' || textLanguages.has(language);
    const shell = runnableLanguages.has(language);
    for (let line = opening.line + 2; line < until; line += 1) {
      if ((this.#lines[line - 1] ?? '').trim() !== '') continue;
      const text = this.#lines[line] ?? '';
      if (/^ {0,3}#{2,6} \S/.test(text) || (hashIsHeading && /^ {0,3}# \S/.test(text))) return line;
      if (shell && /^ {0,3}(?:\*\*[^*]+\*\*|\d+[.)] |- \[|[A-Z]\w* .*[:.]$)/.test(text)) return line;
    }
    return undefined;
  }

  #closeBefore(opening: FenceLine, line: number): number {
    const end = this.#insertClosing(opening, line);
    this.#warn(opening, `it was taken to end at line ${end}, where the text goes on`);
    return line;
  }

  /** Answers the 1-based line behind which the block now ends: the last one that is not blank. */
  #insertClosing(opening: FenceLine, line: number): number {
    let end = line;
    while (end > opening.line + 1 && (this.#lines[end - 1] ?? '').trim() === '') end -= 1;
    this.#inserted.set(end, `${' '.repeat(opening.indent)}${opening.mark.repeat(opening.length)}`);
    this.#changed = true;
    return end;
  }

  #warn(opening: FenceLine, what: string): void {
    this.#problems.push({
      level: 'warning',
      line: opening.line + 1,
      message: `This code block is never closed; ${what}.`,
      action: 'Close it with a line of three backticks.',
    });
  }

  #write(): RepairedText {
    const written: string[] = [];
    const numbers: number[] = [];
    for (const [line, text] of this.#lines.entries()) {
      const inserted = this.#inserted.get(line);
      if (inserted !== undefined) {
        written.push(inserted);
        numbers.push(line);
      }
      written.push(text);
      numbers.push(line + 1);
    }
    return {
      text: written.join('\n'),
      lineOf: (line) => Math.max(1, numbers[line - 1] ?? line),
      problems: this.#problems,
    };
  }
}

function isBlockStart(text: string): boolean {
  return /^ {0,3}(?:(?:#{2,6}|[-*+]|\d+[.)])[ \t]|```|~~~)/.test(text);
}

function isOut(text: string, base: number): boolean {
  return text.trim() !== '' && indentOf(text) < base;
}
