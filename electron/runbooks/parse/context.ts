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
  #headings: { readonly depth: number; readonly text: string }[] = [];
  #headingSeen = false;
  #label: string | undefined;
  #branch: Branch | undefined;
  /** Conditions of the list items and labels around the item that is being read. */
  readonly #around: string[] = [];

  current(): StepContext {
    const conditions = [...this.#headings.map(({ text }) => conditionOf(text)), ...this.#around, this.#branch?.text];
    const present = conditions.filter((condition) => condition !== undefined);
    return {
      section: this.#headings.map(({ text }) => text),
      label: this.#label,
      condition: present.length > 0 ? present.join('; ') : undefined,
    };
  }

  /** The first heading of all, at depth 1, names the document and is no section. */
  heading(depth: number, text: string): void {
    this.#branch = undefined;
    this.#label = shorten(text);
    this.#headings = this.#headings.filter((heading) => heading.depth < depth);
    const isTitle = depth === 1 && !this.#headingSeen;
    this.#headingSeen = true;
    if (isTitle) return;
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

  /**
   * Reads a list's item with `readRest`, which answers whether the item holds its steps. What the item says then holds
   * inside it only; else it names the steps below it, which authors often write without indentation. `naming` items
   * name them even without a colon.
   */
  item(first: ParagraphNode | undefined, naming: boolean, readRest: () => boolean): void {
    if (this.#branch?.until === 'item') this.#branch = undefined;
    const before = { label: this.#label, branch: this.#branch };
    const own = first && this.#enterItem(first, naming);
    const around = [before.branch, own].filter((branch) => branch !== undefined);
    this.#around.push(...around.map(({ text }) => text));
    this.#branch = undefined;
    const held = readRest();
    this.#around.splice(this.#around.length - around.length);
    this.#branch = held ? before.branch : (own ?? before.branch);
    if (held) this.#label = before.label;
  }

  #enterItem(node: ParagraphNode, naming: boolean): Branch | undefined {
    const text = plainText(node);
    const bold = boldStart(node);
    const condition = conditionOf(bold ?? text);
    if (naming || bold !== undefined || text.endsWith(':')) this.#label = shorten(bold ?? text);
    return condition === undefined ? undefined : { text: condition, until: 'item' };
  }
}

/** The condition under which a comment puts its command: "if the pod is stuck, delete it", "restart if needed", "check the lag (if using replicas)". */
export function conditionOfComment(text: string): string | undefined {
  if (/^(if|unless|in case|otherwise|only if)\b/i.test(text)) return conditionOf(text);
  const bracketed = /\(((?:(?:only )?if|unless|in case) [^()]+)\)\s*$/i.exec(text)?.[1];
  if (bracketed !== undefined) return shorten(bracketed);
  return /\b(?:only )?if (?:needed|necessary|required|safe)\b/i.exec(text)?.[0];
}

/** The condition that a line states ("If Vault is sealed", "Option B: scale up"), or undefined when it states none. */
export function conditionOf(text: string): string | undefined {
  if (/^(option|alternative) (\d+|[a-z])\b/i.test(text)) return shorten(text);
  if (!/^(if|only if|when|unless|in case|otherwise|else)\b/i.test(text)) return undefined;
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
