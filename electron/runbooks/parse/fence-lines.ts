/** A line that opens or closes a fenced block, as far as one line can tell. */
export interface FenceLine {
  /** 0-based line of the text. */
  readonly line: number;
  /** Columns before the marks; a list's marker on the same line counts as blank. */
  readonly indent: number;
  /** How many `>` stand before it. */
  readonly quotes: number;
  /** "`" or "~". */
  readonly mark: string;
  readonly length: number;
  /** What follows the marks: the language and its attributes. A closing fence has nothing. */
  readonly info: string;
}

const form = /^([ \t]*(?:>[ \t]*)*)((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,})(.*)$/;

/** The fence that a line holds, or undefined. */
export function readFenceLine(text: string, line: number): FenceLine | undefined {
  if (!text.includes('```') && !text.includes('~~~')) return undefined;
  const [, before = '', markers = '', marks = '', rest = ''] = form.exec(text) ?? [];
  const mark = marks[0];
  if (mark === undefined || (mark === '`' && rest.includes('`'))) return undefined;
  const afterQuotes = before.slice(before.lastIndexOf('>') + 1);
  return {
    line,
    indent: widthOf(`${afterQuotes}${markers}`),
    quotes: before.split('>').length - 1,
    mark,
    length: marks.length,
    info: rest.trim(),
  };
}

/** The language that an info string names, in lower case, '' for none: of `bash {"name":"x"}`, `bash{1,3}`, `{.bash}`. */
export function languageOf(info: string): string {
  const [, pandoc] = /^\{\s*\.([\w-]+)/.exec(info) ?? [];
  return (pandoc ?? /^[^\s{]*/.exec(info)?.[0] ?? '').toLowerCase();
}

/** Columns of a line's indentation; a tab goes on to the next multiple of four. */
export function indentOf(text: string): number {
  return widthOf(/^[ \t]*/.exec(text)?.[0] ?? '');
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character === '\t' ? 4 - (width % 4) : 1;
  return width;
}

/** Whether `fence` ends the block that `opening` began. */
export function closes(fence: FenceLine, opening: FenceLine): boolean {
  return isAlike(fence, opening) && fence.info === '';
}

/** Whether `fence` looks as if a block began inside the one of `opening`. */
export function opensInside(fence: FenceLine, opening: FenceLine): boolean {
  return isAlike(fence, opening) && fence.info !== '';
}

function isAlike(fence: FenceLine, opening: FenceLine): boolean {
  return fence.mark === opening.mark && fence.length >= opening.length && fence.quotes === opening.quotes;
}
