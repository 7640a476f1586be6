import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseWords, printWords } from './command-words.ts';

it('[S86] reads a command into its words as a shell would, and expands nothing', () => {
  const cases: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['ssh -t bastion', ['ssh', '-t', 'bastion']],
    ['  ssh   bastion ', ['ssh', 'bastion']],
    [`ssh host 'tmux attach || tmux'`, ['ssh', 'host', 'tmux attach || tmux']],
    ['a "b \\"c\\" $d" e\\ f', ['a', 'b "c" $d', 'e f']],
    [`it'"'s`, ['it"s']],
    [`'' ""`, ['', '']],
    ['', []],
    ['a"b"c', ['abc']],
    ['"a\\b"', ['a\\b']],
    ['"open', undefined],
    ['~/bin/x *.txt', ['~/bin/x', '*.txt']],
  ];
  expect(cases.map(([text]) => parseWords(text))).toEqual(cases.map(([, words]) => words));
});

it('[S86] prints words so that they are read back the same', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(parseWords(printWords(words))).toEqual(words);
    }),
  );
  expect(printWords(['ssh', 'host', "it's"])).toBe(`ssh host 'it'\\''s'`);
});
