import { type MarkdownNode, type ParagraphNode, plainText } from './markdown.ts';

/** Where a step stands: what names it, under which headings, and under which condition. */
export interface StepContext {
  readonly section: readonly string[];
  readonly label: string | undefined;
  readonly condition: string | undefined;
}

interface Branch {
  readonly text: string;
  /** What ends it: the next label, the next paragraph, or the next item of the list. */
  readonly until: 'label' | 'paragraph' | 'item';
}

const MAX_LABEL = 120;

/** Follows the headings, labels and conditions of a document from top to bottom. */
export class ContextTracker {
  readonly #titleIsFirstHeading: boolean;
  #headings: { readonly depth: number; readonly text: string }[] = [];
  #titleSeen = false;
  #label: string | undefined;
  #branch: Branch | undefined;

  /** With `titleIsFirstHeading` the first heading of depth 1 names the document and is no section. */
  constructor(titleIsFirstHeading: boolean) {
    this.#titleIsFirstHeading = titleIsFirstHeading;
  }

  current(): StepContext {
    const conditions = [...this.#headings.map(({ text }) => conditionOf(text)), this.#branch?.text];
    const present = conditions.filter((condition) => condition !== undefined);
    return {
      section: this.#headings.map(({ text }) => text),
      label: this.#label,
      condition: present.length > 0 ? present.join('; ') : undefined,
    };
  }

  heading(depth: number, text: string): void {
    this.#branch = undefined;
    this.#label = shorten(text);
    this.#headings = this.#headings.filter((heading) => heading.depth < depth);
    if (depth === 1 && this.#titleIsFirstHeading && !this.#titleSeen) {
      this.#titleSeen = true;
      return;
    }
    this.#headings.push({ depth, text });
  }

  paragraph(node: ParagraphNode): void {
    const text = plainText(node);
    const bold = boldStart(node);
    const condition = conditionOf(bold ?? text);
    if (bold !== undefined) {
      this.#label = shorten(bold);
      this.#branch = condition === undefined ? undefined : { text: condition, until: 'label' };
      return;
    }
    if (text.endsWith(':')) this.#label = shorten(text);
    if (condition !== undefined) this.#branch = { text: condition, until: 'paragraph' };
    else if (this.#branch?.until === 'paragraph') this.#branch = undefined;
  }

  /** The first paragraph of a list's item. `ordered` items name the steps below them even without a colon. */
  item(node: ParagraphNode, ordered: boolean): void {
    if (this.#branch?.until === 'item') this.#branch = undefined;
    const text = plainText(node);
    const bold = boldStart(node);
    const condition = conditionOf(bold ?? text);
    if (ordered || bold !== undefined || text.endsWith(':')) this.#label = shorten(bold ?? text);
    if (condition !== undefined) this.#branch = { text: condition, until: 'item' };
  }

  /** What a list's item said holds for the item only, when its commands stand inside it. */
  inside(work: () => boolean): boolean {
    const before = { label: this.#label, branch: this.#branch };
    const held = work();
    if (held) {
      this.#label = before.label;
      this.#branch = before.branch;
    }
    return held;
  }
}

/** The condition that a line states ("If Vault is sealed"), or undefined when it states none. */
export function conditionOf(text: string): string | undefined {
  if (!/^(if|when|unless|in case|otherwise|else)\b/i.test(text)) return undefined;
  // "If a, b or c fails:" is all condition; "If a fails, do b." is condition up to the comma.
  const end = text.endsWith(':') ? -1 : text.search(/[:,.](?=\s|$)/);
  return shorten(end === -1 ? text : text.slice(0, end));
}

/** The bold words that a paragraph opens with, when they make it a label: "**If OOM:** raise the limit". */
function boldStart(node: ParagraphNode): string | undefined {
  const [first] = node.children;
  if (first?.type !== 'strong') return undefined;
  const bold = plainText(first);
  return isWhole(node) || bold.endsWith(':') || conditionOf(bold) !== undefined ? bold : undefined;
}

function isWhole(node: ParagraphNode): boolean {
  return node.children.slice(1).every((child) => /^[\s:.]*$/.test(plainText(child)));
}

function shorten(text: string): string {
  const clean = text.replace(/\s*:\s*$/, '').trim();
  return clean.length <= MAX_LABEL ? clean : `${clean.slice(0, MAX_LABEL).replace(/\s+\S*$/, '')}…`;
}

/** Whether a node holds a code block, at any depth. */
export function holdsCode(node: MarkdownNode | { readonly type: string }): boolean {
  if (node.type === 'code') return true;
  return 'children' in node && Array.isArray(node.children) && node.children.some((child) => holdsCode(child));
}
