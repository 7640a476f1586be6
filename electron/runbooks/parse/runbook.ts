import { createHash } from 'node:crypto';
import type { Runbook, RunbookParameter, RunbookStep } from '#shared/domain/runbook.ts';
import { isSecretName } from '../parameters/placeholders.ts';
import type { RiskRules } from '../risk/rules.ts';
import type { ParseShell } from '../shell/script.ts';
import { readStepName } from './attributes.ts';
import { type BlockCommand, type CommandReader, isRunnable, readCommands } from './commands.ts';
import { ContextTracker, holdsCode, type StepContext } from './context.ts';
import { type RunbookProblem, readFrontMatter } from './front-matter.ts';
import { type CodeNode, type MarkdownNode, parseMarkdown, plainText } from './markdown.ts';

export interface RunbookText {
  readonly id: string;
  /** Decoded, without BOM, lines ended by LF. */
  readonly text: string;
  /** Stands in when the file names no title. */
  readonly fallbackTitle: string;
}

export interface ParsedRunbook {
  readonly runbook: Runbook;
  /** Names of the parameters that the front matter declares. */
  readonly declared: ReadonlySet<string>;
}

/** Reads a Markdown file as a runbook. Pure: the shell parser is handed in. */
export function parseRunbook(file: RunbookText, parseShell: ParseShell, rules: RiskRules): ParsedRunbook {
  const { frontMatter, body, problems } = readFrontMatter(file.text);
  const nodes = parseMarkdown(body);
  const firstHeading = nodes.find((node) => node.type === 'heading');
  const declared = new Set(frontMatter.parameters.map(({ name }) => name));
  const builder = new RunbookBuilder(
    body,
    { parseShell, rules, declared },
    new ContextTracker(firstHeading?.type === 'heading' && firstHeading.depth === 1),
  );
  for (const node of nodes) builder.add(node, true);
  const { steps, blocks } = builder.finish();
  const title = frontMatter.title ?? (firstHeading ? plainText(firstHeading) : '');
  const runbook: Runbook = {
    id: file.id,
    title: title === '' ? file.fallbackTitle : title,
    ...(frontMatter.owner === undefined ? {} : { owner: frontMatter.owner }),
    ...(frontMatter.lastReviewed === undefined ? {} : { lastReviewed: frontMatter.lastReviewed }),
    alerts: [...frontMatter.alerts],
    services: [...frontMatter.services],
    parameters: allParameters(frontMatter.parameters, steps),
    steps,
    items: [],
    links: [],
    mentions: [],
    ...(frontMatter.reviewEveryDays === undefined ? {} : { reviewEveryDays: frontMatter.reviewEveryDays }),
    blocks,
    problems: [...problems, ...builder.problems].sort((a, b) => a.line - b.line),
  };
  return { runbook, declared };
}

/** Declared parameters first, then those that only stand in commands, in their order. */
function allParameters(declared: readonly RunbookParameter[], steps: readonly RunbookStep[]): RunbookParameter[] {
  const known = new Map(declared.map((parameter) => [parameter.name, parameter]));
  for (const name of steps.flatMap((step) => step.parameters)) {
    if (!known.has(name)) known.set(name, { name, secret: isSecretName(name) });
  }
  return [...known.values()];
}

class RunbookBuilder {
  readonly problems: RunbookProblem[] = [];
  readonly #source: string;
  readonly #reader: CommandReader;
  readonly #context: ContextTracker;
  readonly #steps: RunbookStep[] = [];
  readonly #blocks: Runbook['blocks'] = [];
  readonly #idCounts = new Map<string, number>();
  /** Everything of the source before it has become blocks. */
  #written = 0;

  constructor(source: string, reader: CommandReader, context: ContextTracker) {
    this.#source = source;
    this.#reader = reader;
    this.#context = context;
  }

  add(node: MarkdownNode, outermost: boolean): void {
    switch (node.type) {
      case 'heading':
        this.#context.heading(node.depth, plainText(node));
        if (!outermost) return;
        this.#writeTextUntil(offset(node.position?.start));
        this.#blocks.push({ type: 'heading', depth: node.depth, text: plainText(node) });
        this.#written = offset(node.position?.end);
        return;
      case 'paragraph':
        this.#context.paragraph(node);
        return;
      case 'code':
        this.#addCode(node);
        return;
      case 'list':
        for (const item of node.children) this.#addItem(item.children, node.ordered ?? false);
        return;
      case 'blockquote':
      case 'footnoteDefinition':
        for (const child of node.children) this.add(child, false);
        return;
    }
  }

  finish(): { readonly steps: RunbookStep[]; readonly blocks: Runbook['blocks'] } {
    this.#writeTextUntil(this.#source.length);
    return { steps: this.#steps, blocks: this.#blocks };
  }

  #addItem(children: readonly MarkdownNode[], ordered: boolean): void {
    this.#context.inside(() => {
      const [first, ...rest] = children;
      if (first?.type === 'paragraph') this.#context.item(first, ordered);
      else if (first) this.add(first, false);
      for (const child of rest) this.add(child, false);
      return children.some(holdsCode);
    });
  }

  #addCode(node: CodeNode): void {
    const language = (node.lang ?? '').toLowerCase();
    this.#warnIfUnclosed(node);
    this.#writeTextUntil(offset(node.position?.start));
    this.#written = offset(node.position?.end);
    const commands = isRunnable(node.value, language) ? readCommands(node.value, language, this.#reader) : [];
    if (commands.length === 0) {
      const line = node.position?.start.line ?? 1;
      this.#blocks.push({ type: 'code', language, text: node.value, line });
      return;
    }
    const context = this.#context.current();
    const name = readStepName(node.meta);
    const firstLine = (node.position?.start.line ?? 1) + (this.#isFenced(node) ? 1 : 0);
    for (const [index, command] of commands.entries()) {
      const step = this.#toStep(command, context, titleOf(commands, index, context), firstLine, name);
      this.#steps.push(step);
      this.#blocks.push({ type: 'step', stepId: step.id });
    }
  }

  #toStep(
    command: BlockCommand,
    context: StepContext,
    title: string,
    firstLine: number,
    name: string | undefined,
  ): RunbookStep {
    const line = firstLine + command.lineOffset;
    if (!command.parsed) {
      this.problems.push({
        level: 'warning',
        line,
        message: 'bash cannot read this block, so it is one step that can be inserted but is never sent.',
        action: 'Check quotes and brackets, or mark the block as text.',
      });
    }
    return {
      id: this.#stepId(command.command, context.section, name),
      title,
      section: [...context.section],
      ...(context.condition === undefined ? {} : { condition: context.condition }),
      command: command.command,
      line,
      parameters: [...command.parameters],
      risk: command.risk,
      ...(command.expectedOutput === undefined ? {} : { expectedOutput: command.expectedOutput }),
      parsed: command.parsed,
    };
  }

  /** Its name, else section path and hash of its text, and a count among equals: other steps may come and go. */
  #stepId(command: string, section: readonly string[], name: string | undefined): string {
    const text = command.replace(/[ \t]+$/gm, '');
    const hash = createHash('sha256')
      .update(JSON.stringify([section, text]))
      .digest('hex')
      .slice(0, 12);
    const base = name ?? hash;
    const count = (this.#idCounts.get(base) ?? 0) + 1;
    this.#idCounts.set(base, count);
    return count === 1 ? base : `${base}.${count}`;
  }

  #writeTextUntil(end: number): void {
    const text = dedent(this.#source.slice(this.#written, end));
    if (text !== '') this.#blocks.push({ type: 'text', markdown: text });
    this.#written = Math.max(this.#written, end);
  }

  #isFenced(node: CodeNode): boolean {
    return /^(```|~~~)/.test(this.#source.slice(offset(node.position?.start), offset(node.position?.start) + 3));
  }

  #warnIfUnclosed(node: CodeNode): void {
    if (!this.#isFenced(node) || offset(node.position?.end) < this.#source.trimEnd().length) return;
    const lastLine = this.#source.trimEnd().split('\n').at(-1) ?? '';
    if (/^[\s>]*(```|~~~)/.test(lastLine) && node.position?.start.line !== node.position?.end.line) return;
    this.problems.push({
      level: 'error',
      line: node.position?.start.line ?? 1,
      message: 'This code block is never closed, so everything below it is taken for code.',
      action: 'Close it with a line of three backticks.',
    });
  }
}

function titleOf(commands: readonly BlockCommand[], index: number, context: StepContext): string {
  const command = commands[index];
  const shared = commands.filter((other) =>
    command?.title === undefined
      ? other.title === undefined
      : other.title === command.title && other.group === command.group,
  );
  const name = command?.title ?? context.label ?? command?.command.split('\n')[0]?.slice(0, 120) ?? '';
  if (shared.length < 2 || !command) return name;
  return `${name} (${shared.indexOf(command) + 1} of ${shared.length})`;
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
  const common = Math.min(...indents);
  return Number.isFinite(common) ? lines.map((line) => line.slice(common)).join('\n') : '';
}
