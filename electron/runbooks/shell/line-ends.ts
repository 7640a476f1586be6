import type { Node } from 'web-tree-sitter';
import type { ShellSpan } from './script.ts';

/** Words, redirects and brackets of these stand on one line, or on lines that a backslash continues. */
const onOneLine = ['command', 'declaration_command', 'unset_command', 'file_redirect', 'test_command'];

/** A text in which each statement ends where bash ends it, of the same length, with the comments that gave way. */
export interface EndedLines {
  readonly text: string;
  readonly comments: readonly ShellSpan[];
}

/**
 * Ends the lines that the grammar (tree-sitter-bash 0.25) went over as if they were blanks; undefined where there are
 * none. Behind a pipeline of three it reads the next line's first command as words of the line above, wherever that next
 * line has a redirect, `&&` or `||` (its issue 347): in `ls | grep x | head -3`, next line `rm -rf y && echo gone`,
 * nobody would see the `rm`.
 */
export function endMissedLines(root: Node, text: string): EndedLines | undefined {
  if (!text.includes('\n')) return undefined;
  const comments: ShellSpan[] = [];
  let ended = text;
  const put = (start: number, end: number) => {
    ended = `${ended.slice(0, start)};${' '.repeat(end - start - 1)}${ended.slice(end)}`;
  };
  for (const node of root.descendantsOfType(onOneLine)) {
    if (node.startPosition.row === node.endPosition.row || mayGoOn(node, text)) continue;
    for (const { start, end, comment } of gapsOf(node)) {
      const lineEnd = text
        .slice(start, comment?.start ?? end)
        .replaceAll('\\\n', '  ')
        .indexOf('\n');
      if (lineEnd !== -1) put(start + lineEnd, start + lineEnd + 1);
      else if (comment) {
        put(comment.start, comment.end);
        comments.push(comment);
      }
    }
  }
  return ended === text ? undefined : { text: ended, comments };
}

/** `[[ a &&` and `((` go on below; `[` does not. */
function mayGoOn(node: Node, text: string): boolean {
  return node.type === 'test_command' && !/^\[(?!\[)/.test(text.slice(node.startIndex, node.startIndex + 2));
}

interface Gap extends ShellSpan {
  /** The first one in it. */
  readonly comment: ShellSpan | undefined;
}

/** What lies between one part of a node and the next. */
function gapsOf(node: Node): Gap[] {
  const gaps: Gap[] = [];
  let start: number | undefined;
  let comment: ShellSpan | undefined;
  for (const child of node.children) {
    if (child.type === 'comment') {
      comment ??= { start: child.startIndex, end: child.endIndex };
      continue;
    }
    if (start !== undefined) gaps.push({ start, end: child.startIndex, comment });
    start = child.endIndex;
    comment = undefined;
  }
  return gaps;
}
