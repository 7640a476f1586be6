import { expect, it } from 'vitest';
import type { Runbook, RunbookStep } from '#shared/domain/runbook.ts';
import { initialValues, keepable, missingParameters, parameterProblems, stepParameters } from './parameters.ts';

const pod = { name: 'pod-name', description: 'The pod to look at', secret: false };
const env = { name: 'env', default: 'staging', choices: ['staging', 'production'], secret: false };
const token = { name: 'token', secret: true };
const all = [pod, env, token];

it('finds what the runbook says about a parameter, and treats an undescribed one by its name', () => {
  const runbook = { parameters: [pod] } as unknown as Runbook;
  const step = { parameters: ['pod-name', 'API_TOKEN', 'node'] } as unknown as RunbookStep;
  expect(stepParameters(runbook, step)).toEqual([
    pod,
    { name: 'API_TOKEN', secret: true },
    { name: 'node', secret: false },
  ]);
});

it('asks for a parameter once, and for a secret every time', () => {
  expect(missingParameters(all, {}).map(({ name }) => name)).toEqual(['pod-name', 'env', 'token']);
  expect(missingParameters(all, { 'pod-name': 'api-0', env: 'staging', token: 's' }).map(({ name }) => name)).toEqual([
    'token',
  ]);
});

it('starts from the remembered answer, else the default; a secret starts empty', () => {
  expect(initialValues(all, { 'pod-name': 'api-0', token: 'never' })).toEqual({
    'pod-name': 'api-0',
    env: 'staging',
    token: '',
  });
});

it('refuses what is empty, not among the choices, or would break out of the line', () => {
  expect(parameterProblems(all, { 'pod-name': 'a\nrm -rf /', env: 'prod', token: '  ' })).toEqual({
    'pod-name': 'Contains a line break or control character.',
    env: 'One of: staging, production',
    token: 'Needed: the command contains it.',
  });
  expect(parameterProblems(all, { 'pod-name': 'api-0', env: 'production', token: 's' })).toEqual({});
});

it('keeps no secret', () => {
  expect(keepable(all, { 'pod-name': 'api-0', env: 'staging', token: 'hunter2' })).toEqual({
    'pod-name': 'api-0',
    env: 'staging',
  });
});
