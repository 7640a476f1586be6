import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Client } from '#shared/contract/index.ts';
import { fail, succeed } from '#shared/domain/outcome.ts';
import type { Runbook } from '#shared/domain/runbook.ts';
import { attachedKey, createRunbooksSlice, type RunbooksSlice, stepKey } from './runbooks-slice.ts';

const runbook = { id: 'api', title: 'API outage', steps: [] } as unknown as Runbook;
const target = { incidentId: 'i1', runbookId: 'api', stepId: 'one' };

function store(runbooks: Record<string, unknown>) {
  return createStore<RunbooksSlice>()(createRunbooksSlice({ runbooks } as unknown as Client));
}

it('loads a runbook, and keeps the reason when its file cannot be read', async () => {
  const slice = store({
    get: async ({ runbookId }: { runbookId: string }) =>
      runbookId === 'api'
        ? succeed({ runbook, newerFile: false })
        : fail('unreadable', 'Not UTF-8.', 'Save it as UTF-8.'),
  });
  const loading = slice.getState().loadRunbook('i1', 'api');
  expect(slice.getState().runbooks).toEqual({ [attachedKey('i1', 'api')]: { kind: 'loading' } });
  await loading;
  await slice.getState().loadRunbook('i1', 'broken');
  expect(slice.getState().runbooks).toMatchObject({
    [attachedKey('i1', 'api')]: { kind: 'ready', runbook, newerFile: false },
    [attachedKey('i1', 'broken')]: { kind: 'failed', problem: { code: 'unreadable' } },
  });
});

it('shows a runbook once it is attached, and only then', async () => {
  const slice = store({ attach: async () => fail('not-saved', 'The disk is full.', 'Make room.') });
  await slice.getState().attachRunbook('i1', 'api');
  expect(slice.getState().activeRunbooks).toEqual({});
  const other = store({ attach: async () => succeed({ events: [] }) });
  await other.getState().attachRunbook('i1', 'api');
  expect(other.getState().activeRunbooks).toEqual({ i1: 'api' });
});

it('attaches the runbook of a step that is asked for only where it is not attached yet', async () => {
  const attached: unknown[] = [];
  const slice = store({
    attach: async (input: unknown) => {
      attached.push(input);
      return succeed({ events: [] });
    },
  });
  await slice.getState().openStep(target, true);
  expect(attached).toEqual([]);
  await slice.getState().openStep(target, false);
  expect(attached).toEqual([{ incidentId: 'i1', runbookId: 'api' }]);
  expect(slice.getState()).toMatchObject({ activeRunbooks: { i1: 'api' }, askedStep: { ...target, count: 2 } });
});

it('skips a branch step by step, and ends where one is refused', async () => {
  const asked: string[] = [];
  const slice = store({
    skipStep: async ({ stepId }: { stepId: string }) => {
      asked.push(stepId);
      return stepId === 'two' ? fail('not-saved', 'The disk is full.', 'Make room.') : succeed({ events: [] });
    },
  });
  await slice.getState().skipSteps('i1', 'api', ['one', 'two', 'three'], 'Does not apply');
  expect(asked).toEqual(['one', 'two']);
});

it('keeps the reason of a refused step at the step, until it is tried again', async () => {
  const answers = [
    fail('running-program', 'The shell is running a program.', 'Copy the command instead.'),
    succeed({ commandLine: 'true', submitted: true }),
  ];
  const slice = store({ runStep: async () => answers.shift() });
  const request = { ...target, sessionId: 's1', command: 'ls', parameters: {}, submit: true };
  const first = slice.getState().runStep(request);
  expect(slice.getState().busySteps).toEqual({ [stepKey(target)]: true });
  await first;
  expect(slice.getState().stepProblems[stepKey(target)]).toMatchObject({ code: 'running-program' });
  await slice.getState().runStep(request);
  expect(slice.getState()).toMatchObject({ stepProblems: {}, busySteps: {} });
});

it('sends no empty reason for a skipped step', async () => {
  const asked: unknown[] = [];
  const slice = store({
    skipStep: async (input: unknown) => {
      asked.push(input);
      return succeed({ events: [] });
    },
  });
  await slice.getState().skipStep(target, '');
  await slice.getState().skipStep(target, 'already done');
  expect(asked).toEqual([target, { ...target, reason: 'already done' }]);
});
