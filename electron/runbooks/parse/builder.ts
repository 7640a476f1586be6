import type { Runbook, RunbookItem, RunbookStep } from '#shared/domain/runbook.ts';
import { readAttributes } from './attributes.ts';
import { readCodeBlock } from './code-block.ts';
import { type BlockCommand, type CommandReader, couldBeShell, isRunnable, readCommands } from './commands.ts';
import { ContextTracker, conditionOfComment, holdsCode, type StepContext } from './context.ts';
import { languageOf } from './fence-lines.ts';
import type { RunbookProblem } from './front-matter.ts';
import { openHeredoc } from './heredoc.ts';
import { References } from './links.ts';
import { type CodeNode, type MarkdownNode, plainText } from './markdown.ts';
import { StableIds } from './step-ids.ts';
import { titlesOf } from './titles.ts';

type ListItemNode = Extract<MarkdownNode, { type: 'list' }>['children'][number];

export interface BuilderInput {
  /** What the nodes' offsets point into. */
  readonly source: string;
  /** The line of the file that a line of `source` is. */
  readonly lineOf: (line: number) => number;
  readonly reader: CommandReader;
  /** `shellId`s of the blocks that a person has treated as shell. */
  readonly shellIds: ReadonlySet<string>;
}

/** Makes blocks, steps, checklist items and links of Markdown nodes, added from top to bottom. */
export class RunbookBuilder {
  readonly steps: RunbookStep[] = [];
  readonly items: RunbookItem[] = [];
  readonly blocks: Runbook['blocks'] = [];
  readonly problems: RunbookProblem[] = [];
  readonly references = new References();
  firstHeading: string | undefined;
  readonly #input: BuilderInput;
  readonly #context = new ContextTracker();
  readonly #stepIds = new StableIds();
  readonly #itemIds = new StableIds();
  readonly #shellIds = new StableIds();
  /** Everything of the source before it has become blocks. */
  #written = 0;

  constructor(input: BuilderInput) {
    this.#input = input;
  }

  /** Adds an outermost node. */
  add(node: MarkdownNode): void {
    if (node.type === 'heading') this.#addHeading(node.depth, node);
    else this.#addInner(node);
    this.references.read(node, this.#input.lineOf);
  }

  /** To be called once, after the last node. */
  finish(): void {
    this.#writeTextUntil(this.#input.source.length);
  }

  #addHeading(depth: number, node: MarkdownNode): void {
    const text = plainText(node);
    this.firstHeading ??= text;
    this.#context.heading(depth, text);
    this.references.heading(text);
    this.#writeTextUntil(offset(node.position?.start));
    this.blocks.push({ type: 'heading', depth, text });
    this.#written = offset(node.position?.end);
  }

  #addInner(node: MarkdownNode): void {
    switch (node.type) {
      case 'heading':
        this.#context.heading(node.depth, plainText(node));
        return;
      case 'paragraph':
        this.#context.paragraph(node);
        return;
      case 'code':
        this.#addCode(node);
        return;
      case 'list':
        for (const item of node.children) this.#addItem(item, node.ordered ?? false);
        return;
      case 'blockquote':
      case 'footnoteDefinition':
        for (const child of node.children) this.#addInner(child);
        return;
    }
  }

  #addItem(item: ListItemNode, ordered: boolean): void {
    const [first, ...rest] = item.children;
    const paragraph = first?.type === 'paragraph' ? first : undefined;
    const isTask = typeof item.checked === 'boolean' && paragraph !== undefined;
    if (isTask) this.#addTask(item, paragraph);
    const held = item.children.some(holdsCode);
    this.#context.item(paragraph, ordered || (isTask && held), () => {
      if (first && !paragraph) this.#addInner(first);
      for (const child of rest) this.#addInner(child);
      return held;
    });
  }

  #addTask(item: ListItemNode, paragraph: MarkdownNode): void {
    const text = plainText(paragraph);
    const { section } = this.#context.current();
    const id = this.#itemIds.next(text, section);
    this.#writeTextUntil(offset(item.position?.start));
    this.items.push({ id, text, section: [...section], line: this.#lineOf(item) });
    this.blocks.push({ type: 'item', itemId: id });
    this.#written = offset(paragraph.position?.end);
  }

  #addCode(node: CodeNode): void {
    this.#writeTextUntil(offset(node.position?.start));
    this.#written = offset(node.position?.end);
    const { info, text, firstLine } = readCodeBlock(node, this.#input.source);
    const language = languageOf(info.trim());
    const context = this.#context.current();
    const { reader, shellIds } = this.#input;
    const shellId =
      language === '' && couldBeShell(text, reader) ? this.#shellIds.next(text, context.section) : undefined;
    const chosen = shellId !== undefined && shellIds.has(shellId);
    const runs = isRunnable(text, language) || chosen;
    const commands = runs ? readCommands(text, language, reader) : [];
    if (commands.length === 0) {
      const line = this.#lineOf(node);
      const asShell = shellId === undefined ? {} : { shellId };
      this.blocks.push({ type: 'code', language, text, line, ...asShell });
      return;
    }
    const attributes = readAttributes(info);
    const titles = titlesOf(commands, context.label);
    for (const [index, command] of commands.entries()) {
      const id = this.#stepIds.next(command.command, context.section, attributes.name);
      const line = this.#input.lineOf(firstLine + command.lineOffset);
      if (!command.parsed) this.#warnUnparsed(line, command.command);
      this.steps.push({ ...toStep(command, context), id, title: titles[index] ?? '', line, ...attributes });
      this.blocks.push({ type: 'step', stepId: id, ...(chosen ? { shellId } : {}) });
    }
  }

  #warnUnparsed(line: number, command: string): void {
    const word = openHeredoc(command);
    const what = 'so it is one step that can be inserted but is never sent';
    this.problems.push({
      level: 'warning',
      line,
      ...(word === undefined
        ? {
            message: `bash cannot read this block, ${what}.`,
            action: 'Check quotes and brackets, or mark the block as text.',
          }
        : { message: `A heredoc of this block never ends, ${what}.`, action: `End it with a line "${word}".` }),
    });
  }

  #writeTextUntil(end: number): void {
    const text = dedent(this.#input.source.slice(this.#written, end));
    // Only the marks of a quotation or item that what follows stands in.
    const isMark = /^(?:[>\s]|(?:[-*+]|\d{1,9}[.)])(?=\s|$))*$/.test(text);
    if (!isMark) this.blocks.push({ type: 'text', markdown: text });
    this.#written = Math.max(this.#written, end);
  }

  #lineOf(node: Pick<MarkdownNode, 'position'>): number {
    return this.#input.lineOf(node.position?.start.line ?? 1);
  }
}

function toStep(command: BlockCommand, context: StepContext) {
  const own = command.title === undefined ? undefined : conditionOfComment(command.title);
  const condition = [context.condition, own].filter((part) => part !== undefined).join('; ');
  return {
    section: [...context.section],
    ...(condition === '' ? {} : { condition }),
    command: command.command,
    parameters: [...command.parameters],
    risk: command.risk,
    ...(command.expectedOutput === undefined ? {} : { expectedOutput: command.expectedOutput }),
    parsed: command.parsed,
  };
}

function offset(point: { readonly offset?: number | undefined } | undefined): number {
  return point?.offset ?? 0;
}

/** Without the blank lines around it and the indentation that all lines but the first share. */
function dedent(text: string): string {
  const lines = text
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const common = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  return Number.isFinite(common) ? lines.map((line) => line.slice(common)).join('\n') : '';
}
