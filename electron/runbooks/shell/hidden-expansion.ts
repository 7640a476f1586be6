import type { Node } from 'web-tree-sitter';

/**
 * Whether an interactive bash makes something else of a word than what stands there, in a way that the grammar does
 * not show: `-{delete,print}` becomes two words, and `!rm` the last command that began with rm.
 */
export function expandsUnseen(word: Node): boolean {
  switch (word.type) {
    case 'word':
      return hasHistory(word.text) || hasBraces(word.text);
    case 'string':
      return hasHistory(word.text);
    case 'command_name':
    case 'concatenation': {
      const bare = word.children.map((child) => (child.type === 'word' ? child.text : '""')).join('');
      return hasBraces(bare) || word.children.some(expandsUnseen) || endsInHistory(word.children.slice(0, -1));
    }
    default:
      return false;
  }
}

function hasHistory(text: string): boolean {
  return /(?<!\\)!(?![\s=("]|$)/.test(text);
}

/** `!$` and `!{x}` are several nodes. */
function endsInHistory(children: readonly Node[]): boolean {
  return children.some(({ type, text }) => type === 'word' && /(?<!\\)!$/.test(text));
}

function hasBraces(text: string): boolean {
  let depth = 0;
  for (const [character] of text.matchAll(/\\.|./gs)) {
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    else if (character === ',' && depth > 0) return true;
  }
  return /\{[^{}.,]+\.\.[^{}]+\}/.test(text);
}
