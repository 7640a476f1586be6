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
 * The text right above a step, without what its row shows already: headings, and the line that gave the step its name.
 * What is left is what to know before it is run.
 */
export function instructionsFor({ step, before }: StepSection): readonly ReadingBlock[] {
  const lastHeading = before.findLastIndex(({ type }) => type === 'heading');
  return before
    .slice(lastHeading + 1)
    .filter((block) => block.type !== 'text' || plainLine(block.markdown) !== plainLine(step.title));
}

/** A line without the marks of lists and emphasis, to be compared with a title. */
function plainLine(markdown: string): string {
  return markdown
    .trim()
    .replace(/^(?:[-*+]|\d+[.)])\s+/, '')
    .replace(/[*_`:]/g, '')
    .trim();
}
