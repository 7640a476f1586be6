import type { Runbook, RunbookStep } from '#shared/domain/runbook.ts';

type Block = Runbook['blocks'][number];
export type ReadingBlock = Exclude<Block, { type: 'step' }>;

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

/**
 * The text right above a step, without what its row shows already: headings, the line that gave the step its
 * name, and its condition. What is left is what to know before it is run.
 */
export function instructionsFor({ step, before }: StepSection): readonly ReadingBlock[] {
  const lastHeading = before.findLastIndex(({ type }) => type === 'heading');
  return before.slice(lastHeading + 1).flatMap((block): ReadingBlock[] => {
    if (block.type !== 'text') return [block];
    const markdown = withoutTitle(block.markdown, step.title);
    if (step.condition !== undefined && plainLine(markdown) === plainLine(step.condition)) return [];
    return markdown === '' ? [] : [{ ...block, markdown }];
  });
}

/** Markdown without a first line that says the title again; what hung under that line as a list item stands alone. */
function withoutTitle(markdown: string, title: string): string {
  const [first = '', ...rest] = markdown.split('\n');
  if (plainLine(first) !== plainLine(title)) return markdown;
  const indent = rest.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const margin = indent.length === 0 ? 0 : Math.min(...indent);
  return rest
    .map((line) => line.slice(margin))
    .join('\n')
    .trim();
}

/** A line without the marks of lists and emphasis, to be compared with a title. */
function plainLine(markdown: string): string {
  return markdown
    .trim()
    .replace(/^(?:[-*+]|\d+[.)])\s+/, '')
    .replace(/[*_`:]/g, '')
    .trim();
}
