import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { Language, Parser } from 'web-tree-sitter';
import { endMissedLines } from './line-ends.ts';
import type { ParseShell, ShellScript, ShellSpan } from './script.ts';
import { readTree } from './tree.ts';

/** A longer block is not a command; parsing it would keep the program busy. */
const MAX_SCRIPT_LENGTH = 100_000;

/**
 * Loads the bash grammar (WebAssembly, about 1.5 MB) and answers a parser. It runs in the services: the page's CSP
 * allows no WebAssembly. Rejects when the grammar's files are missing, which means a broken installation.
 */
export async function loadBashParser(): Promise<ParseShell> {
  const { resolve } = createRequire(import.meta.url);
  const [runtime, grammar] = await Promise.all([
    readFile(resolve('web-tree-sitter/web-tree-sitter.wasm')),
    readFile(resolve('tree-sitter-bash/tree-sitter-bash.wasm')),
  ]);
  // Optimising the grammar's one huge function takes half a gigabyte and a second, to save some milliseconds later.
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  await Parser.init({ wasmBinary: runtime });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  /** `blanked` are comments that `text` no longer holds. */
  const read = (text: string, blanked: readonly ShellSpan[]): ShellScript => {
    const tree = parser.parse(text);
    try {
      if (!tree) return unread;
      const ended = endMissedLines(tree.rootNode, text);
      // Each round ends more lines, so there is a last one.
      if (ended) return read(ended.text, [...blanked, ...ended.comments]);
      const script = readTree(tree.rootNode, text);
      return { ...script, comments: [...script.comments, ...blanked].sort((a, b) => a.start - b.start) };
    } finally {
      tree?.delete();
    }
  };
  return (script) => (script.length > MAX_SCRIPT_LENGTH ? unread : read(script, []));
}

const unread: ShellScript = { valid: false, statements: [], comments: [], regions: [] };
