import { expect, it } from 'vitest';
import type { AttachedRunbook, Incident } from '#shared/domain/incident.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { learnedFrom } from './learned.ts';

const attached: AttachedRunbook = {
  runbookId: 'team:api',
  title: 'API',
  attachedAt: 0,
  blob: '',
  steps: {
    b: { state: 'skipped', reason: 'no such pod' },
    a: { state: 'failed', exitCode: 3 },
    c: { state: 'done' },
    gone: { state: 'failed' },
  },
};
const runbook = {
  steps: [
    { id: 'a', title: 'Look' },
    { id: 'b', title: 'Restart' },
    { id: 'c', title: 'Verify' },
  ],
} as unknown as Runbook;

it('[B116] tells what failed or was skipped and why, what the review says, and what is to be done', () => {
  const incident = {
    review: { sections: { lessons: { text: 'Ask **first**.\n' }, trigger: { text: 'A deploy.' } } },
    actionItems: [
      { title: 'Add an alert', state: 'open' },
      { title: 'Raise the limit', state: 'done' },
      { title: 'Forget it', state: 'dropped' },
    ],
  } as unknown as Incident;
  expect(learnedFrom(incident, attached, runbook)).toBe(
    [
      '### Steps that did not go as written',
      '- A step: failed\n- Step 1, Look: failed with exit code 3\n- Step 2, Restart: skipped: no such pod',
      '### Lessons',
      'Ask **first**.',
      '### Action items',
      '- Add an alert\n- Raise the limit (done)',
    ].join('\n\n'),
  );
});

it('[B116] says when nothing was learned yet', () => {
  const incident = { review: { sections: {} }, actionItems: [] } as unknown as Incident;
  expect(learnedFrom(incident, { ...attached, steps: {} }, undefined)).toMatch(/^Nothing was written down yet/);
});
