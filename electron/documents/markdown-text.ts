import { showInvisible } from '#shared/domain/visible-text.ts';

/**
 * Puts text that people, programs and servers wrote into Markdown so that it reads as it was written and can't become
 * markup: ordinary text stays character for character what it was.
 */

/** One line of text for a paragraph, heading or table cell. Line breaks become spaces. */
export function escapeText(text: string): string {
  const line = showInvisible(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\t/g, ' ')
    .trim();
  const words = line.split(' ');
  return escapeMarks(line)
    .split(' ')
    .map((escaped, at) => (escaped === words[at] ? escaped : breakAutolinks(escaped)))
    .join(' ');
}

function escapeMarks(line: string): string {
  return (
    line
      .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
      .replace(/[`[\]|~]/g, '\\$&')
      // Between spaces they are a sign; inside a word `_` is a letter.
      .replace(/(?<!\s)\*|\*(?!\s)/g, '\\*')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/<(?=[a-zA-Z/!?])/g, '\\<')
      .replace(/&(?=#?\w+;)/g, '\\&')
      // A mark at the beginning would be a list, a heading or a quotation where the text begins a line.
      .replace(/^(?:>|#(?=#{0,5}(?:\s|$))|[+-](?=\s|$)|-(?=[-\s]+$)|=(?==*$))/, '\\$&')
      .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
  );
}

/** Inside an address that Markdown links by itself, a backslash would show: such an address must not be taken for one. */
function breakAutolinks(word: string): string {
  return word
    .replace(/:\/\//g, '\\://')
    .replace(/www\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/@/g, '\\@');
}

/** Text of several lines: its paragraphs stay paragraphs, its lines lines, and none of it becomes markup. */
export function escapeProse(text: string): string {
  return showInvisible(text)
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').map(escapeText).join('\\\n'))
    .join('\n\n');
}

/** A code span that no backtick in the text can end; for one line of a table, where a pipe has to be escaped. */
export function codeSpan(text: string): string {
  const line = showInvisible(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  if (line === '') return '';
  // A table has no way to say "\|" inside a code span.
  if (line.includes('\\|')) return escapeText(line);
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line.replaceAll('|', '\\|')}${pad}${fence}`;
}

/** A fenced block that no fence in the text can end. The text stays as it is, line by line. */
export function fencedBlock(text: string, language: string): string {
  const body = showInvisible(text).replace(/\n+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}${language}\n${body}\n${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** At most one blank line in a row and none at the ends, except inside fenced blocks, which are evidence. */
export function tidyBlankLines(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence === undefined) {
      if (line.trim() === '') {
        if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
        continue;
      }
      lines.push(line.trimEnd());
      if (mark !== undefined) fence = mark;
    } else {
      lines.push(line);
      if (mark !== undefined && line === fence) fence = undefined;
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}
