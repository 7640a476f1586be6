import { expect, it } from 'vitest';
import type { Runbook } from '#shared/domain/runbook.ts';
import { choresIn, instructionsFor, readingOrder, textAbove } from './blocks.ts';

const heading = { type: 'heading' as const, depth: 2, text: 'Mitigation' };
const text = (markdown: string) => ({ type: 'text' as const, markdown });
const runbook = {
  steps: [
    { id: 'a', title: 'A' },
    { id: 'b', title: 'Check the pods' },
  ],
  blocks: [
    text('intro'),
    { type: 'step', stepId: 'a' },
    text('after a'),
    heading,
    text('before b'),
    text('2. **Check the pods:**'),
    { type: 'step', stepId: 'b' },
    { type: 'step', stepId: 'gone' },
    text('the end'),
  ],
} as unknown as Runbook;

it('gives each step the text above it, and keeps what stands behind the last', () => {
  const { sections, after } = readingOrder(runbook);
  expect(sections.map(({ step, before }) => [step.id, before])).toEqual([
    ['a', [text('intro')]],
    ['b', [text('after a'), heading, text('before b'), text('2. **Check the pods:**')]],
  ]);
  expect(after).toEqual([text('the end')]);
});

it('takes as instructions what stands under the step’s own heading, and not the line that names it', () => {
  const second = readingOrder(runbook).sections[1];
  expect(second && instructionsFor(second)).toEqual([text('before b')]);
  expect(second && textAbove(second)).toEqual([text('after a'), heading, text('before b')]);
});

it('keeps what stands under the line that names a step, without its indentation', () => {
  const { sections } = readingOrder({
    steps: [{ id: 'a', title: 'Does it answer?' }],
    blocks: [text('4. **Does it answer?**\n\n   With 200:\n   - in time\n'), { type: 'step', stepId: 'a' }],
  } as unknown as Runbook);
  expect(sections[0] && instructionsFor(sections[0])).toEqual([text('With 200:\n- in time')]);
});

it('leaves out the condition, which the row shows as such', () => {
  const { sections } = readingOrder({
    steps: [{ id: 'a', title: 'Undo it', condition: 'If the version before was good' }],
    blocks: [text('**If the version before was good:**'), { type: 'step', stepId: 'a' }],
  } as unknown as Runbook);
  expect(sections[0] && instructionsFor(sections[0])).toEqual([]);
});

it('leaves out condition and title where they stand in one piece of text, and keeps what else it says', () => {
  const read = (markdown: string, title = 'Roll back') =>
    readingOrder({
      steps: [{ id: 'a', title, condition: 'If a bad deploy' }],
      blocks: [text(markdown), { type: 'step', stepId: 'a' }],
    } as unknown as Runbook).sections.flatMap(instructionsFor);
  expect(read('**If a bad deploy:**\n\n4. **Roll back**\n')).toEqual([]);
  expect(read('Mind the queue.\n\n**If a bad deploy:**\n\n4. **Roll back**\n\n   Say so first.')).toEqual([
    text('Mind the queue.\n\n\n\nSay so first.'),
  ]);
  expect(read('**If a bad deploy:** take the version before.\n\n- Roll back', 'Roll back (1 of 2)')).toEqual([
    text('take the version before.'),
  ]);
  expect(read('  - One of\n  - these:')).toEqual([text('  - One of\n  - these:')]);
});

it('[B101] keeps checklist items and queries among the steps, whatever heading follows them', () => {
  const query = { type: 'code' as const, language: 'promql', text: 'up == 0', line: 9 };
  const item = { id: 'tell', text: 'Tell support', section: [], line: 12 };
  const withChores = {
    steps: [{ id: 'a', title: 'A' }],
    items: [item],
    blocks: [
      text('5. **What is down?**'),
      query,
      { type: 'item', itemId: 'tell' },
      { type: 'item', itemId: 'gone' },
      heading,
      { type: 'step', stepId: 'a' },
    ],
  } as unknown as Runbook;
  const [section] = readingOrder(withChores).sections;
  expect(choresIn(section?.before ?? [], withChores)).toEqual([
    { kind: 'query', block: query, above: [text('5. **What is down?**')], heading: undefined, underLast: false },
    { kind: 'item', item, above: [], heading: undefined, underLast: false },
  ]);
  const after = [heading, { type: 'item' as const, itemId: 'tell' }];
  expect(choresIn(after, withChores)).toEqual([
    { kind: 'item', item, above: [], heading: 'Mitigation', underLast: true },
  ]);
  expect(section && instructionsFor(section)).toEqual([]);
});
