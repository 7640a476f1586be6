import type { CodeNode } from './markdown.ts';

/** A block of code as its author meant it. */
export interface CodeBlock {
  /** The language and its attributes, as written behind the fence. */
  readonly info: string;
  readonly text: string;
  /** 1-based line of the parsed text on which `text` begins. */
  readonly firstLine: number;
}

/** Reads a code node of `source`. A fence that is indented so far that Markdown takes it for code is a fence. */
export function readCodeBlock(node: CodeNode, source: string): CodeBlock {
  const { start } = node.position ?? { start: { line: 1, offset: 0 } };
  const fenced = /^(```|~~~)/.test(source.slice(start.offset, (start.offset ?? 0) + 3));
  if (fenced) return { info: `${node.lang ?? ''} ${node.meta ?? ''}`, text: node.value, firstLine: start.line + 1 };
  const [, , info, text] = /^(```+|~~~+)([^`\n]*)\n(.*?)\n?[ \t]*\1[`~]*\s*$/s.exec(node.value) ?? [];
  if (info === undefined || text === undefined) return { info: '', text: node.value, firstLine: start.line };
  return { info, text, firstLine: start.line + 1 };
}
