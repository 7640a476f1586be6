import type { RunbookCategory, RunbookLink } from '#shared/domain/runbook.ts';
import { type MarkdownNode, plainText } from './markdown.ts';

/** More names than an author would put into one text. */
const MAX_MENTIONS = 200;
/** Entries with a link that make a file an index. */
const MIN_INDEX_LINKS = 2;

/** Gathers what a text refers to: links to other Markdown files, and names in backticks that an alert may have. */
export class References {
  readonly links: RunbookLink[] = [];
  readonly #mentions = new Set<string>();
  readonly #categories: RunbookCategory[] = [];
  #heading: string | undefined;
  #entries = 0;
  #linkedEntries = 0;
  #paragraphs = 0;

  get mentions(): string[] {
    return [...this.#mentions];
  }

  heading(text: string): void {
    this.#heading = text;
  }

  /** Reads an outermost block. */
  read(node: MarkdownNode, lineOf: (line: number) => number): void {
    if (node.type === 'paragraph') this.#paragraphs += 1;
    this.#visit(node, lineOf);
  }

  /** The categories of a file that is a list of links and little else, or undefined for any other. */
  index(title: string): RunbookCategory[] | undefined {
    if (this.#linkedEntries < MIN_INDEX_LINKS) return undefined;
    if (this.#linkedEntries * 2 <= this.#entries || this.#paragraphs > this.#linkedEntries * 2) return undefined;
    return this.#categories.map((category) => (category.title === '' ? { ...category, title } : category));
  }

  #visit(node: object, lineOf: (line: number) => number): void {
    const { type } = node as { type: string };
    if (type === 'inlineCode' && 'value' in node) this.#mention(String(node.value));
    if (type === 'link' && 'url' in node) this.#link(String(node.url), node, lineOf);
    const before = this.links.length;
    if ('children' in node && Array.isArray(node.children)) {
      for (const child of node.children) this.#visit(child, lineOf);
    }
    if ((type === 'listItem' && !holdsList(node)) || type === 'tableRow') this.#entry(this.links.length > before);
  }

  #entry(linked: boolean): void {
    this.#entries += 1;
    if (linked) this.#linkedEntries += 1;
  }

  #link(href: string, node: object, lineOf: (line: number) => number): void {
    if (!isRelativeMarkdown(href)) return;
    const { position } = node as Pick<MarkdownNode, 'position'>;
    const link = { href, text: plainText(node), line: lineOf(position?.start.line ?? 1) };
    this.links.push(link);
    const title = this.#heading ?? '';
    const category = this.#categories.at(-1);
    if (category?.title === title) category.links.push(link);
    else this.#categories.push({ title, links: [link] });
  }

  #mention(text: string): void {
    if (this.#mentions.size < MAX_MENTIONS && isAlertName(text)) this.#mentions.add(text);
  }
}

/** A path below or beside the file, to a Markdown file, with or without a place in it. */
function isRelativeMarkdown(href: string): boolean {
  if (/^(?:[a-z][a-z\d+.-]*:|\/|\\|#|\?)/i.test(href)) return false;
  return /\.(?:md|markdown)$/i.test(href.replace(/[?#].*$/s, ''));
}

/** `HighErrorRate`, `APIDown`, `high_error_rate`: a name of several words, as alerts have. */
function isAlertName(text: string): boolean {
  if (text.length > 100 || !/^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$/.test(text)) return false;
  return text.includes('_') || /[a-z0-9][A-Z]|[A-Z]{2}[a-z]/.test(text);
}

function holdsList(node: object): boolean {
  return 'children' in node && Array.isArray(node.children) && node.children.some(({ type }) => type === 'list');
}
