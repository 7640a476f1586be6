import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const processor = unified().use(remarkParse).use(remarkGfm);

export type MarkdownRoot = ReturnType<typeof processor.parse>;
export type MarkdownNode = MarkdownRoot['children'][number];
export type CodeNode = Extract<MarkdownNode, { type: 'code' }>;
export type ParagraphNode = Extract<MarkdownNode, { type: 'paragraph' }>;

/** Parses GitHub-flavoured Markdown. */
export function parseMarkdown(text: string): MarkdownRoot {
  return processor.parse(text);
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
