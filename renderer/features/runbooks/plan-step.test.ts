import { expect, it } from 'vitest';
import type { RiskLevel, Runbook, RunbookStep } from '#shared/domain/runbook.ts';
import { commandToCopy, mustAsk, planStep as plan } from './plan-step.ts';

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
const runbook = { parameters: [pod] } as unknown as Runbook;
const filled = { pod: 'api-0' };
const nothing = { now: [], later: [] };
const planStep = (one: RunbookStep, values: Record<string, string>, mode: 'send read-only' | 'insert always') =>
  plan(runbook, one, values, mode);

it('[T36] sends what only reads, and puts everything else at the prompt', () => {
  expect(planStep(step('read-only'), filled, 'send read-only')).toEqual({
    submit: true,
    ask: nothing,
    confirm: false,
    doubt: false,
  });
  expect(planStep(step('changes state'), filled, 'send read-only').submit).toBe(false);
  expect(planStep(step('dangerous'), filled, 'send read-only')).toEqual({
    submit: false,
    ask: nothing,
    confirm: true,
    doubt: false,
  });
});

it('[T36] sends nothing where the person wants everything inserted, nor what could not be parsed', () => {
  expect(planStep(step('read-only'), filled, 'insert always').submit).toBe(false);
  expect(planStep(step('read-only', { parsed: false }), filled, 'send read-only').submit).toBe(false);
});

it('[B99] puts what bash cannot read at the prompt after a yes only, and sends nothing that talks with the person', () => {
  const unread = planStep(step('changes state', { parsed: false }), filled, 'send read-only');
  expect({ submit: unread.submit, asks: mustAsk(unread) }).toEqual({ submit: false, asks: true });
  expect(planStep(step('read-only', { interactive: true }), filled, 'send read-only').submit).toBe(false);
  const raw = { parameters: [{ ...pod, raw: true }] } as unknown as Runbook;
  expect(plan(raw, step('read-only'), filled, 'send read-only').submit).toBe(false);
});

it('asks for what is not known yet', () => {
  expect(planStep(step('read-only'), {}, 'send read-only').ask).toEqual({ now: [pod], later: [] });
});

it('copies a value only where it cannot mean anything else', () => {
  expect(commandToCopy('kubectl logs <pod>', filled)).toBe('kubectl logs api-0');
  expect(commandToCopy('kubectl logs <pod>', { pod: 'a; rm -rf /' })).toBe('kubectl logs <pod>');
});
