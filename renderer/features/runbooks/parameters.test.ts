import { expect, it } from 'vitest';
import type { Runbook, RunbookStep } from '#shared/domain/runbook.ts';
import { initialValues, parameterProblems, questionsFor, revealed } from './parameters.ts';

const pod = { name: 'pod-name', description: 'The pod to look at', secret: false };
const env = { name: 'env', default: 'staging', choices: ['staging', 'production'], secret: false };
const replicas = { name: 'replicas', format: 'integer' as const, secret: false };
const token = { name: 'token', secret: true };
const runbook = { parameters: [pod, env, replicas, token] } as unknown as Runbook;
const step = (...parameters: string[]) => ({ parameters }) as unknown as RunbookStep;

it('[B96] asks in one form for what the step needs and for what later steps will need', () => {
  expect(questionsFor(runbook, step('env'), {})).toEqual({ now: [env], later: [pod, replicas] });
  expect(questionsFor(runbook, step('env'), { 'pod-name': 'api-0' })).toEqual({ now: [env], later: [replicas] });
});

it('[B96] asks nothing before a step that has all it needs, and for a secret every time', () => {
  expect(questionsFor(runbook, step('env'), { env: 'staging' })).toEqual({ now: [], later: [] });
  expect(questionsFor(runbook, step('env', 'token'), { env: 'staging', token: 's' })).toEqual({
    now: [token],
    later: [],
  });
});

it('starts from the remembered answer, else the default; a secret starts empty', () => {
  expect(initialValues([pod, env, token], { 'pod-name': 'api-0', token: 'never' })).toEqual({
    'pod-name': 'api-0',
    env: 'staging',
    token: '',
  });
});

it('refuses what is empty where the step needs it, and what does not fit wherever it stands', () => {
  const questions = { now: [pod, env, token], later: [replicas] };
  expect(parameterProblems(questions, { 'pod-name': '', env: 'prod', token: '', replicas: 'many' })).toEqual({
    'pod-name': 'Needed: the command contains it.',
    env: '"env" has to be one of: staging, production.',
    token: 'Needed: the command contains it.',
    replicas: '"replicas" has to be a whole number, such as 3.',
  });
  expect(parameterProblems(questions, { 'pod-name': 'api-0', env: 'production', token: 's' })).toEqual({});
});

it('[B97] shows what hides in a value, and nothing where nothing does', () => {
  expect(revealed('api\u202e0-tsop')).toBe('api[U+202E]0-tsop');
  expect(revealed('api-0; rm -rf "$HOME"')).toBeUndefined();
});
