import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import type { ParseShell } from './script.ts';
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
  await Parser.init({ wasmBinary: runtime });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return (script) => {
    if (script.length > MAX_SCRIPT_LENGTH) return { valid: false, statements: [], comments: [], regions: [] };
    const tree = parser.parse(script);
    try {
      return tree ? readTree(tree.rootNode, script) : { valid: false, statements: [], comments: [], regions: [] };
    } finally {
      tree?.delete();
    }
  };
}
