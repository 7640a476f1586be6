import { expect, it } from 'vitest';
import type { Session } from '#shared/contract/index.ts';
import { finishedLongCommands, programOf } from './long-commands.ts';
import { testSession } from './test-support.ts';

const running = (over: Partial<Session> = {}) =>
  testSession('s', {
    state: 'running',
    runningCommand: 'kubectl rollout status deploy/api',
    runningSince: 1_000,
    ...over,
  });

it('[S85] names a long command that ended, with its exit code and how long it ran', () => {
  const ended = testSession('s', { incidentId: 'i', title: 'db', lastExitCode: 1 });
  expect(finishedLongCommands([running()], [ended], 121_000)).toEqual([
    {
      sessionId: 's',
      incidentId: 'i',
      startedAt: 1_000,
      message: 'kubectl rollout finished in db',
      detail: 'exit 1 after 2 m',
      failed: true,
    },
  ]);
  const gone = testSession('s', { state: 'exited' });
  expect(finishedLongCommands([running()], [gone], 121_000)).toMatchObject([
    { detail: 'ended after 2 m', failed: false },
  ]);
});

it('[S85] says nothing of a short command, of one that runs on, and of a tab that was closed', () => {
  const prompt = testSession('s', { lastExitCode: 0 });
  expect(finishedLongCommands([running()], [prompt], 30_999)).toEqual([]);
  expect(finishedLongCommands([running()], [running({ title: 'renamed' })], 121_000)).toEqual([]);
  expect(finishedLongCommands([running()], [], 121_000)).toEqual([]);
  expect(finishedLongCommands([prompt], [prompt], 121_000)).toEqual([]);
});

it('calls a command what a person would', () => {
  expect(
    ['kubectl rollout status x', '/usr/bin/make -j8', 'FOO=1 sudo apt-get update', 'sleep 60', './run.sh', 'x=1'].map(
      programOf,
    ),
  ).toEqual(['kubectl rollout', 'make', 'apt-get update', 'sleep', 'run.sh', 'x=1']);
});
