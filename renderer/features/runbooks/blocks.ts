import type { Runbook, RunbookItem, RunbookStep } from '#shared/domain/runbook.ts';

type Block = Runbook['blocks'][number];
export type ReadingBlock = Exclude<Block, { type: 'step' }>;
export type CodeBlock = Extract<Block, { type: 'code' }>;

/** A step with what stands between it and the step before it. */
export interface StepSection {
  readonly step: RunbookStep;
  readonly before: readonly ReadingBlock[];
}

/** A runbook as it is read: its steps with their text, and the text behind the last one. */
export function readingOrder(runbook: Runbook): {
  readonly sections: readonly StepSection[];
  readonly after: readonly ReadingBlock[];
} {
  const steps = new Map(runbook.steps.map((step) => [step.id, step]));
  const sections: StepSection[] = [];
  let pending: ReadingBlock[] = [];
  for (const block of runbook.blocks) {
    if (block.type !== 'step') {
      pending.push(block);
      continue;
    }
    const step = steps.get(block.stepId);
    if (!step) continue;
    sections.push({ step, before: pending });
    pending = [];
  }
  return { sections, after: pending };
}

/** Something to do between the steps that is no command: a thing to check off, or a query to look at. */
export type Chore = {
  /** The heading among the blocks that it stands under. */
  readonly heading: string | undefined;
  /** No other heading follows, so it belongs with what comes next. */
  readonly underLast: boolean;
  /** What the text says about it: all since that heading, or since the chore before. */
  readonly above: readonly ReadingBlock[];
} & ({ readonly kind: 'item'; readonly item: RunbookItem } | { readonly kind: 'query'; readonly block: CodeBlock });

/** What there is to do among the blocks between two steps, so that nobody who follows the steps misses it. */
export function choresIn(blocks: readonly ReadingBlock[], runbook: Runbook): readonly Chore[] {
  const lastHeading = blocks.findLastIndex(({ type }) => type === 'heading');
  const chores: Chore[] = [];
  let heading: string | undefined;
  let above: ReadingBlock[] = [];
  for (const [index, block] of blocks.entries()) {
    const place = { heading, underLast: index > lastHeading, above };
    const item = block.type === 'item' && runbook.items.find(({ id }) => id === block.itemId);
    if (block.type === 'heading') heading = block.text;
    else if (item) chores.push({ ...place, kind: 'item', item });
    else if (isQuery(block)) chores.push({ ...place, kind: 'query', block });
    else {
      above = [...above, block];
      continue;
    }
    above = [];
  }
  return chores;
}

function isChore(block: ReadingBlock): boolean {
  return block.type === 'item' || isQuery(block);
}

export function isQuery(block: ReadingBlock): block is CodeBlock {
  return block.type === 'code' && block.language.toLowerCase() === 'promql';
}

/**
 * The text right above a step, without what its row shows already: headings, the line that gave the step its
 * name, its condition, and what is said about the chores before it. What is left is what to know before it is run.
 */
export function instructionsFor({ step, before }: StepSection): readonly ReadingBlock[] {
  const begin = before.findLastIndex((block) => block.type === 'heading' || isChore(block));
  return withoutWords(before.slice(begin + 1), [titleOf(step), ...(step.condition?.split('; ') ?? [])]);
}

/** All that stands above a step, for who reads the whole text; only the line that gave the step its name is left out. */
export function textAbove({ step, before }: StepSection): readonly ReadingBlock[] {
  return withoutWords(before, [titleOf(step)]);
}

function titleOf({ title }: RunbookStep): string {
  return title.replace(/ \(\d+ of \d+\)$/, '');
}

function withoutWords(blocks: readonly ReadingBlock[], words: readonly string[]): readonly ReadingBlock[] {
  const shown = words.map(plainLine);
  return blocks.flatMap((block): ReadingBlock[] => {
    if (block.type !== 'text') return [block];
    const markdown = withoutShown(block.markdown, shown);
    return markdown === '' ? [] : [{ ...block, markdown }];
  });
}

/** Markdown without the lines that say again what is shown; what hung under such a line as a list item stands alone. */
function withoutShown(markdown: string, shown: readonly string[]): string {
  const lines: string[] = [];
  /** From where on lines hang under one that went; undefined while none has. */
  let hanging: number | undefined;
  for (const line of markdown.split('\n')) {
    const rest = afterShown(line, shown);
    if (rest !== '') lines.push(rest ?? line);
    if (rest !== undefined) hanging = lines.length;
  }
  if (hanging === undefined) return markdown;
  const below = lines.slice(hanging);
  const margin = Math.min(...below.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return [...lines.slice(0, hanging), ...below.map((line) => line.slice(margin))].join('\n').trim();
}

/** What follows on a line that begins with words shown already; undefined where it begins otherwise. */
function afterShown(line: string, shown: readonly string[]): string | undefined {
  if (isShown(line, shown)) return '';
  const [, bold = '', rest = ''] = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?\*\*(.+?)\*\*:?\s+(\S.*)$/.exec(line) ?? [];
  return bold !== '' && isShown(bold, shown) ? rest : undefined;
}

function isShown(text: string, shown: readonly string[]): boolean {
  const plain = plainLine(text);
  // A long title is cut, and says so.
  return shown.some(
    (one) => plain !== '' && (plain === one || (one.endsWith('…') && plain.startsWith(one.slice(0, -1)))),
  );
}

/** A line without the marks of lists and emphasis, to be compared with a title. */
function plainLine(markdown: string): string {
  return markdown
    .trim()
    .replace(/^(?:[-*+]|\d+[.)])\s+/, '')
    .replace(/[*_`:]/g, '')
    .trim();
}
