import type { Node } from 'web-tree-sitter';
import { expandsUnseen } from './hidden-expansion.ts';
import type {
  QuotedRegion,
  RegionKind,
  ShellCommand,
  ShellOutput,
  ShellScript,
  ShellSpan,
  ShellStatement,
} from './script.ts';
import { readWord, wordNodesOf, wordsOf } from './words.ts';

/** Turns tree-sitter-bash's tree into plain data. `text` is what was parsed; the tree may hold errors. */
export function readTree(root: Node, text: string): ShellScript {
  const statements: ShellStatement[] = [];
  const comments: ShellSpan[] = [];
  const regions: QuotedRegion[] = [];
  let valid = !root.hasError;
  for (const node of root.children) {
    if (node.type === 'comment') comments.push({ start: node.startIndex, end: node.endIndex });
    else if (node.isNamed) statements.push(readStatement(node, text, regions));
    else if (node.type === '&') joinBackground(statements, node.endIndex);
    else if (node.type !== ';' && node.text.trim() !== '') valid = false;
  }
  return { valid, statements, comments, regions };
}

function joinBackground(statements: ShellStatement[], end: number): void {
  const last = statements.pop();
  if (last) statements.push({ ...last, end, plain: false });
}

/** Whatever is not listed here makes a statement more than plain: an allow-list, so that new syntax is never trusted. */
const plainTypes = new Set([
  'command',
  'command_name',
  'word',
  'number',
  'string',
  'string_content',
  'raw_string',
  'concatenation',
  'pipeline',
  'list',
  'redirected_statement',
  'file_redirect',
  'file_descriptor',
]);

function readStatement(statement: Node, text: string, regions: QuotedRegion[]): ShellStatement {
  const commands: ShellCommand[] = [];
  const pipelines: ShellCommand[][] = [];
  const inputs: string[] = [];
  const outputs: ShellOutput[] = [];
  let plain = true;
  for (const node of walk(statement)) {
    if (node.isNamed && !plainTypes.has(node.type)) plain = false;
    const kind = regionKind(node);
    if (kind) regions.push({ start: node.startIndex, end: node.endIndex, kind });
    switch (node.type) {
      case 'command':
      case 'declaration_command':
      case 'unset_command':
        commands.push({ words: wordsOf(node) });
        if (wordNodesOf(node).some(expandsUnseen)) plain = false;
        break;
      case 'pipeline':
        pipelines.push(commandsIn(node));
        break;
      case 'heredoc_body':
        inputs.push(node.text);
        break;
      case 'herestring_redirect':
        inputs.push(...node.namedChildren.map((child) => readWord(child, 0).text));
        break;
      case 'file_redirect':
        if (isHarmlessRedirect(node)) break;
        plain = false;
        outputs.push(...readOutput(node));
        break;
    }
  }
  // A heredoc's closing word ends its line; trailing blanks belong to nobody.
  const end = statement.startIndex + text.slice(statement.startIndex, statement.endIndex).trimEnd().length;
  return { start: statement.startIndex, end, commands, pipelines, inputs, outputs, plain };
}

function commandsIn(node: Node): ShellCommand[] {
  return node.descendantsOfType('command').map((command) => ({ words: wordsOf(command) }));
}

/** `2>&1` and `>/dev/null` change nothing; every other redirect reads or writes a file. */
function isHarmlessRedirect(redirect: Node): boolean {
  const destination = redirect.childForFieldName('destination');
  if (!destination) return false;
  const operator = redirect.children.find((child) => !child.isNamed)?.type;
  if (operator === '>&' && destination.type === 'number') return true;
  return destination.text === '/dev/null';
}

function readOutput(redirect: Node): ShellOutput[] {
  const destination = redirect.childForFieldName('destination');
  const operator = redirect.children.find((child) => !child.isNamed)?.type ?? '';
  if (!destination || !['>', '>|', '&>'].includes(operator)) return [];
  const body = redirect.parent?.childForFieldName('body');
  return [{ destination: readWord(destination, 0).text, commands: body ? commandsIn(body) : [] }];
}

function regionKind(node: Node): RegionKind | undefined {
  switch (node.type) {
    case 'raw_string':
      return 'single';
    case 'string':
      return 'double';
    case 'ansi_c_string':
      return 'ansi';
    case 'heredoc_body': {
      const start = node.parent?.children.find((child) => child.type === 'heredoc_start');
      return start && /['"\\]/.test(start.text) ? 'quoted heredoc' : 'heredoc';
    }
    case 'command_substitution':
      return node.text.startsWith('`') ? 'opaque' : 'fresh';
    case 'process_substitution':
      return 'fresh';
    case 'expansion':
    case 'arithmetic_expansion':
    case 'subscript':
    case 'c_style_for_statement':
      return 'opaque';
    case 'compound_statement':
      return node.text.startsWith('((') ? 'opaque' : undefined;
    default:
      return undefined;
  }
}

/** Depth first with a cursor: recursion would end at a few thousand nested brackets. */
function* walk(top: Node): Generator<Node> {
  const cursor = top.walk();
  try {
    for (;;) {
      yield cursor.currentNode;
      if (cursor.gotoFirstChild() || cursor.gotoNextSibling()) continue;
      do {
        if (!cursor.gotoParent()) return;
      } while (!cursor.gotoNextSibling());
    }
  } finally {
    cursor.delete();
  }
}
