import { expect, it } from 'vitest';
import { draftOf, newProfile, parseTerminalDraft, settingsOf, terminalFaults } from './terminal-draft.ts';
import { rowsOf, variableFaults, variablesOf } from './variable-draft.ts';

const settings = {
  terminalProfiles: [
    {
      id: 'p1',
      name: 'bastion',
      command: ['ssh', '-t', 'bastion', 'tmux attach'],
      cwd: '~/ops',
      env: { KUBECONFIG: '/etc/prod' },
      colour: 'orange',
      production: true,
    },
    { id: 'p2', name: 'plain' },
  ],
  scrollbackLines: 10_000,
  copyOnSelect: false,
} as const satisfies Parameters<typeof draftOf>[0] | object;

it('[S86] saves what was loaded, and a kept draft as it was', () => {
  const draft = draftOf(structuredClone(settings) as unknown as Parameters<typeof draftOf>[0]);
  expect(terminalFaults(draft)).toEqual(new Map());
  expect(settingsOf(draft)).toEqual(settings);
  expect(parseTerminalDraft(JSON.stringify(draft))).toEqual(draft);
  expect(['', '{', '{"profiles":1}'].map(parseTerminalDraft)).toEqual([undefined, undefined, undefined]);
});

it('[S86] says what is wrong beside each field', () => {
  const bad = {
    ...newProfile('a'),
    command: `ssh 'host`,
    env: [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
      { name: '1B', value: '' },
      { name: '', value: '' },
    ],
  };
  const faults = terminalFaults({ profiles: [bad, newProfile('b')], scrollback: '1e9', copyOnSelect: false });
  expect([...faults.keys()].sort()).toEqual(['0.command', '0.env', '0.name', '1.name', 'scrollback']);
  expect(faults.get('0.command')).toBe('A quote stays open. Close it.');
  expect(faults.get('scrollback')).toBe('Give a number from 0 to 100,000.');
  expect([...variableFaults(bad.env).keys()]).toEqual([1, 2]);
});

it('leaves out variables that were never typed', () => {
  const rows = [...rowsOf({ A: '1' }), { name: '', value: '' }, { name: ' B ', value: '' }];
  expect(variablesOf(rows)).toEqual({ A: '1', B: '' });
});
