import { expect, it } from 'vitest';
import type { RiskLevel, RunbookStep } from '#shared/domain/runbook.ts';
import { commandToCopy, planStep } from './plan-step.ts';

const step = (level: RiskLevel, over: Partial<RunbookStep> = {}): RunbookStep => ({
  id: 's',
  title: 's',
  section: [],
  command: 'kubectl get pod <pod>',
  line: 1,
  parameters: ['pod'],
  risk: { level, reason: 'why' },
  parsed: true,
  ...over,
});
const pod = { name: 'pod', secret: false };
const filled = { pod: 'api-0' };

it('[T36] sends what only reads, and puts everything else at the prompt', () => {
  expect(planStep(step('read-only'), [pod], filled, 'send read-only')).toEqual({
    submit: true,
    ask: [],
    confirm: false,
  });
  expect(planStep(step('changes state'), [pod], filled, 'send read-only').submit).toBe(false);
  expect(planStep(step('dangerous'), [pod], filled, 'send read-only')).toEqual({
    submit: false,
    ask: [],
    confirm: true,
  });
});

it('[T36] sends nothing where the person wants everything inserted, nor what could not be parsed', () => {
  expect(planStep(step('read-only'), [pod], filled, 'insert always').submit).toBe(false);
  expect(planStep(step('read-only', { parsed: false }), [pod], filled, 'send read-only').submit).toBe(false);
});

it('asks for what is not known yet', () => {
  expect(planStep(step('read-only'), [pod], {}, 'send read-only').ask).toEqual([pod]);
});

it('copies a value only where it cannot mean anything else', () => {
  expect(commandToCopy('kubectl logs <pod>', filled)).toBe('kubectl logs api-0');
  expect(commandToCopy('kubectl logs <pod>', { pod: 'a; rm -rf /' })).toBe('kubectl logs <pod>');
});
