import type { Node } from 'web-tree-sitter';
import { readAnsiC } from './ansi-c.ts';
import type { ShellWord } from './script.ts';

const MAX_NESTING = 30;

/** The words of a `command` or `declaration_command` node, quotes resolved, without assignments and redirects. */
export function wordsOf(command: Node): ShellWord[] {
  return wordNodesOf(command).map((node) => readWord(node, 0));
}

export function wordNodesOf(command: Node): Node[] {
  const own = command.children.filter(
    ({ type }) =>
      type !== 'variable_assignment' && !type.endsWith('_redirect') && type !== 'ERROR' && type !== 'comment',
  );
  return [...own, ...wordsBehindRedirects(command)];
}

const endsWithItsLast = new Set(['list', 'pipeline', 'negated_command']);

/** In `find . >/dev/null -delete` the grammar takes `-delete` for one more destination; bash gives it to `find`. */
function wordsBehindRedirects(command: Node): Node[] {
  let inner = command;
  let outer = command.parent;
  while (outer && endsWithItsLast.has(outer.type) && outer.lastNamedChild?.id === inner.id) {
    inner = outer;
    outer = outer.parent;
  }
  if (outer?.type !== 'redirected_statement' || outer.childForFieldName('body')?.id !== inner.id) return [];
  return outer.children.flatMap((redirect) => [
    ...(redirect.type === 'file_redirect' ? redirect.childrenForFieldName('destination').slice(1) : []),
    ...(redirect.type === 'heredoc_redirect' ? redirect.childrenForFieldName('argument') : []),
  ]);
}

/** One word with its quotes resolved; what the shell would compute stays as written and makes it dynamic. */
export function readWord(node: Node, nesting: number): ShellWord {
  const asWritten = { text: node.text, dynamic: true };
  if (nesting > MAX_NESTING) return asWritten;
  switch (node.type) {
    case 'word':
      return {
        text: node.text.replace(/\\(\n|.)/gs, (_, next: string) => (next === '\n' ? '' : next)),
        dynamic: false,
      };
    case 'number':
      return { text: node.text, dynamic: node.childCount > 0 };
    case 'raw_string':
      return { text: node.text.slice(1, -1), dynamic: false };
    case 'ansi_c_string':
      return { text: readAnsiC(node.text.slice(2, -1)), dynamic: false };
    case 'string':
      return {
        text: node.text.slice(1, -1).replace(/\\(["\\$`\n])/g, (_, next: string) => (next === '\n' ? '' : next)),
        dynamic: node.namedChildren.some((child) => child.type !== 'string_content'),
      };
    case 'command_name':
    case 'concatenation': {
      const parts = node.children.map((child) => readWord(child, nesting + 1));
      return { text: parts.map((part) => part.text).join(''), dynamic: parts.some((part) => part.dynamic) };
    }
    default:
      // Keywords such as `export` are anonymous nodes: their text is what it says.
      return { text: node.text, dynamic: node.isNamed };
  }
}
