import { expect, it } from 'vitest';
import type { Runbook } from '#shared/domain/runbook.ts';
import { movePin, type PinnedStep, quickActions, togglePin } from './quick-actions.ts';

const pin = (stepId: string, label = stepId): PinnedStep => ({ runbookId: 'deploy', stepId, label });

it('[B100] pins a step at the end and takes it away again, with a label that fits', () => {
  expect(togglePin([pin('a')], pin('b', '  Roll\nback '))).toEqual([pin('a'), pin('b', 'Roll back')]);
  expect(togglePin([pin('a'), pin('b')], pin('a', 'whatever'))).toEqual([pin('b')]);
  expect(togglePin([], pin('a', 'x'.repeat(100)))[0]?.label).toHaveLength(60);
});

it('[B100] moves a pin by a place, and not beyond the ends', () => {
  const pins = [pin('a'), pin('b'), pin('c')];
  expect(movePin(pins, 0, 1).map(({ stepId }) => stepId)).toEqual(['b', 'a', 'c']);
  expect(movePin(pins, 2, -1).map(({ stepId }) => stepId)).toEqual(['a', 'c', 'b']);
  expect(movePin(pins, 0, -1)).toEqual(pins);
  expect(movePin(pins, 2, 1)).toEqual(pins);
});

it('[B100] offers pins first, then what attached runbooks name, each step once', () => {
  const runbook = {
    id: 'deploy',
    steps: [{ id: 'a', quickAction: 'Roll back' }, { id: 'b' }, { id: 'c', quickAction: 'scale' }],
  } as unknown as Runbook;
  expect(
    quickActions(
      [{ runbookId: 'flags', stepId: 'off', label: 'Kill switch' }, pin('a', 'Undo')],
      [{ runbookId: 'deploy', title: 'Bad deploy' }],
      [runbook],
      [{ id: 'flags', title: 'Feature flags' }],
    ),
  ).toEqual([
    { runbookId: 'flags', stepId: 'off', label: 'Kill switch', runbookTitle: 'Feature flags', attached: false },
    { runbookId: 'deploy', stepId: 'a', label: 'Undo', runbookTitle: 'Bad deploy', attached: true },
    { runbookId: 'deploy', stepId: 'c', label: 'Scale', runbookTitle: 'Bad deploy', attached: true },
  ]);
});
