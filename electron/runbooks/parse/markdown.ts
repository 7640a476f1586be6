import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { MAX_LINE_LENGTH, readLongFence, splitChunks } from './chunks.ts';

const processor = unified().use(remarkParse).use(remarkGfm);

export type MarkdownRoot = ReturnType<typeof processor.parse>;
export type MarkdownNode = MarkdownRoot['children'][number];
export type CodeNode = Extract<MarkdownNode, { type: 'code' }>;
export type ParagraphNode = Extract<MarkdownNode, { type: 'paragraph' }>;

/**
 * The blocks of GitHub-flavoured Markdown, with their places in `text`. A long text is parsed in pieces, and each
 * piece's blocks are yielded by themselves, so that the caller can do something else in between.
 */
export function* parseMarkdown(text: string): Generator<MarkdownNode[]> {
  let offset = 0;
  let line = 0;
  for (const chunk of splitChunks(text)) {
    const children = parseChunk(chunk);
    if (offset > 0) for (const node of children) move(node, offset, line);
    yield children;
    offset += chunk.length;
    line += chunk.split('\n').length - 1;
  }
}

function parseChunk(chunk: string): MarkdownNode[] {
  if (isEndlessLine(chunk)) return [];
  const code = readLongFence(chunk);
  if (!code) return processor.parse(chunk).children;
  const [lang = '', ...meta] = code.info.split(/\s+/);
  const lines = chunk.trimEnd().split('\n');
  const end = { line: lines.length, column: (lines.at(-1) ?? '').length + 1, offset: chunk.trimEnd().length };
  const position = { start: { line: 1, column: 1, offset: 0 }, end };
  return [{ type: 'code', lang: lang || null, meta: meta.join(' ') || null, value: code.value, position }];
}

function isEndlessLine(chunk: string): boolean {
  return chunk.length > MAX_LINE_LENGTH && !chunk.trimEnd().includes('\n');
}

function move(node: object, offset: number, line: number): void {
  if ('position' in node) {
    const { start, end } = node.position as NonNullable<MarkdownNode['position']>;
    for (const point of [start, end]) {
      point.line += line;
      point.offset = (point.offset ?? 0) + offset;
    }
  }
  if ('children' in node && Array.isArray(node.children)) for (const child of node.children) move(child, offset, line);
}

/** The text of a node without its marks, on one line. */
export function plainText(node: object): string {
  return gather(node).replace(/\s+/g, ' ').trim();
}

function gather(node: object): string {
  if ('value' in node && typeof node.value === 'string') return node.value;
  if ('alt' in node && typeof node.alt === 'string') return node.alt;
  if ('children' in node && Array.isArray(node.children)) return node.children.map(gather).join('');
  return 'type' in node && node.type === 'break' ? ' ' : '';
}
