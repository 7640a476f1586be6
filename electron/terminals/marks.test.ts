import { describe, expect, it } from 'vitest';
import { readMark } from './marks.ts';

describe('readMark', () => {
  it.each([
    ['633;A;n1', { mark: { kind: 'promptStart' }, trusted: true }],
    ['633;A', { mark: { kind: 'promptStart' }, trusted: false }],
    ['633;B', { mark: { kind: 'promptEnd' }, trusted: false }],
    ['633;D;130;n1', { mark: { kind: 'commandEnd', exitCode: 130 }, trusted: true }],
    ['633;D;n1', { mark: { kind: 'commandEnd', exitCode: undefined }, trusted: false }],
    ['633;D;0;other', { mark: { kind: 'commandEnd', exitCode: 0 }, trusted: false }],
    ['633;P;Cwd=/a\\x3bb;n1', { mark: { kind: 'cwd', cwd: '/a;b' }, trusted: true }],
    [
      '633;E;a \\\\x3b\\x0ab;n1',
      { mark: { kind: 'commandLine', commandLine: 'a \\x3b\nb', repeat: false }, trusted: true },
    ],
    ['633;E;ls;n1;repeat', { mark: { kind: 'commandLine', commandLine: 'ls', repeat: true }, trusted: true }],
    ['133;D;2', { mark: { kind: 'commandEnd', exitCode: 2 }, trusted: false }],
    ['133;D;2;n1', { mark: { kind: 'commandEnd', exitCode: 2 }, trusted: false }],
    ['633;D;99999999999;n1', { mark: { kind: 'commandEnd', exitCode: undefined }, trusted: true }],
  ])('[S12] reads %j', (payload, expected) => {
    expect(readMark(payload, 'n1')).toEqual(expected);
  });

  it.each(['633;Z;n1', '633', '633;P;Prompt=x;n1', '133;E;ls;n1', '133;P;Cwd=/;n1'])(
    'knows nothing of %j',
    (payload) => {
      expect(readMark(payload, 'n1')).toBeUndefined();
    },
  );

  it('[S12] trusts nothing where the session has no nonce', () => {
    expect(readMark('633;A;', '')).toEqual({ mark: { kind: 'promptStart' }, trusted: false });
  });
});
