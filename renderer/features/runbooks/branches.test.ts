import { expect, it } from 'vitest';
import type { StepState } from '#shared/domain/runbook.ts';
import { branchesOf, decisionOn, stepsToSkip } from './branches.ts';
import type { StepView } from './steps.ts';

const view = (id: string, condition?: string, state: StepState = 'to do') =>
  ({ step: { id, condition }, number: 1, state }) as unknown as StepView;

it('[B98] takes steps in a row under one condition for one branch', () => {
  const views = [view('a'), view('b', 'If sealed'), view('c', 'If sealed'), view('d', 'If slow'), view('e')];
  const branches = branchesOf(views);
  expect([...branches].map(([id, { condition }]) => [id, condition])).toEqual([
    ['b', 'If sealed'],
    ['c', 'If sealed'],
    ['d', 'If slow'],
  ]);
  expect(branches.get('b')).toBe(branches.get('c'));
});

it('[B98] is undecided until somebody says that it applies, or runs one of its steps', () => {
  const branch = (...states: StepState[]) => {
    const found = branchesOf(states.map((state, index) => view(String(index), 'If sealed', state))).get('0');
    if (!found) throw new Error('no branch');
    return found;
  };
  expect(decisionOn(branch('to do', 'skipped'), [])).toBe('open');
  expect(decisionOn(branch('skipped', 'skipped'), [])).toBe('declined');
  expect(decisionOn(branch('to do', 'to do'), [branch('to do', 'to do').key])).toBeUndefined();
  expect(decisionOn(branch('to do', 'failed'), [])).toBeUndefined();
  expect(stepsToSkip(branch('skipped', 'to do', 'to do'))).toEqual(['1', '2']);
});

it('[B98] skips with a branch what stands under a further condition within it', () => {
  const views = [view('a', 'If sealed'), view('b', 'If sealed; If on standby'), view('c', 'If sealed'), view('d')];
  const branches = branchesOf(views);
  const skipped = (id: string) => {
    const branch = branches.get(id);
    return branch && stepsToSkip(branch);
  };
  expect(skipped('a')).toEqual(['a', 'b']);
  expect(skipped('b')).toEqual(['b']);
});
