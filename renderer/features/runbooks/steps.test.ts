import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AttachedRunbook } from '#shared/domain/incident.ts';
import type { Runbook, RunbookStep, StepState } from '#shared/domain/runbook.ts';
import { commandPieces, nextStep, reuseViews, stepsBehind, stepViews } from './steps.ts';

const step = (id: string): RunbookStep => ({
  id,
  title: id,
  section: [],
  command: `echo ${id}`,
  line: 1,
  parameters: [],
  risk: { level: 'read-only', reason: '' },
  parsed: true,
});
const runbook: Runbook = {
  id: 'api',
  title: 'API outage',
  alerts: [],
  services: [],
  parameters: [],
  steps: ['a', 'b', 'c', 'd'].map(step),
  items: [],
  links: [],
  mentions: [],
  blocks: [],
  problems: [],
};
const attached = (states: Record<string, StepState>): AttachedRunbook => ({
  runbookId: 'api',
  title: 'API outage',
  attachedAt: 0,
  blob: '0',
  steps: Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { state }])),
});

it('has every step to do before anything ran', () => {
  const views = stepViews(runbook, undefined);
  expect(views.map(({ number, state }) => [number, state])).toEqual([
    [1, 'to do'],
    [2, 'to do'],
    [3, 'to do'],
    [4, 'to do'],
  ]);
  expect(nextStep(views)?.step.id).toBe('a');
  expect(stepsBehind(views)).toBe(0);
});

it('counts a failed and a skipped step as behind us, a running one not', () => {
  expect(stepsBehind(stepViews(runbook, attached({ a: 'failed', b: 'skipped', c: 'running' })))).toBe(2);
});

it('offers the step after the last one that was touched', () => {
  expect(nextStep(stepViews(runbook, attached({ b: 'done' })))?.step.id).toBe('c');
});

it('goes back to what was left out once the end is reached', () => {
  expect(nextStep(stepViews(runbook, attached({ a: 'done', c: 'done', d: 'done' })))?.step.id).toBe('b');
  expect(nextStep(stepViews(runbook, attached({ a: 'done', b: 'done', c: 'failed', d: 'skipped' })))).toBeUndefined();
});

it('finds a parameter however it is written, and leaves the shell its own', () => {
  expect(commandPieces('kubectl -n [NS] logs <pod-name> > $HOME/{{ NS }}', ['pod-name', 'NS'])).toEqual([
    { text: 'kubectl -n ' },
    { text: '[NS]', parameter: 'NS' },
    { text: ' logs ' },
    { text: '<pod-name>', parameter: 'pod-name' },
    { text: ' > $HOME/' },
    { text: '{{ NS }}', parameter: 'NS' },
  ]);
  expect(commandPieces('cat < file > out', [])).toEqual([{ text: 'cat < file > out' }]);
});

it('loses no character of a command', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }), (command, names) => {
      const pieces = commandPieces(command, names);
      expect(pieces.map(({ text }) => text).join('')).toBe(command);
    }),
  );
});

it('keeps the objects of steps of which nothing has changed', () => {
  const before = stepViews(runbook, attached({ a: 'done', b: 'running' }));
  expect(reuseViews(before, stepViews(runbook, attached({ a: 'done', b: 'running' })))).toBe(before);
  const after = reuseViews(before, stepViews(runbook, attached({ a: 'done', b: 'failed' })));
  expect(after.map((view, index) => view === before[index])).toEqual([true, false, true, true]);
});
