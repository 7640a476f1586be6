import { expect, it } from 'vitest';
import { refuseToSendThere } from './send-gate.ts';

const place = { cwd: '/srv/app', runbookPath: '/srv/runbooks/api.md', home: '/home/ada' };

it.each([
  [undefined, place],
  ['/srv/app', place],
  ['/srv/x/../app/', place],
  ['../app', place],
  ['~/work', { ...place, cwd: '/home/ada/work' }],
  ['~', { ...place, cwd: '/home/ada' }],
])('[B74] a step for %s is sent where the terminal is there', (cwd, there) => {
  expect(refuseToSendThere(cwd === undefined ? {} : { cwd }, there)).toBeUndefined();
});

it.each([
  ['/srv', place],
  ['app', place],
  ['../app', { ...place, runbookPath: undefined }],
  ['/srv/app', { ...place, cwd: undefined }],
  ['$HOME', place],
])('[B74] a step for %s is not sent elsewhere, and both directories are named', (cwd, there) => {
  const refused = refuseToSendThere({ cwd }, there);
  expect(refused?.error.code).toBe('not-to-be-sent');
  expect(refused?.error.message).toContain(cwd);
  expect(refused?.error.message).toContain(there.cwd ?? 'not known');
});

it('[B74] a step that talks with the person is not sent, wherever it is', () => {
  expect(refuseToSendThere({ interactive: true }, place)?.error.code).toBe('not-to-be-sent');
  expect(refuseToSendThere({ interactive: false }, place)).toBeUndefined();
});
