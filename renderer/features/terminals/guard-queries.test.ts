import { Terminal } from '@xterm/headless';
import { expect, it } from 'vitest';
import { guardQueries } from './guard-queries.ts';

/** Everything that a guarded xterm says to the program after it drew `output`. */
async function answersTo(output: string): Promise<string> {
  const terminal = new Terminal({
    allowProposedApi: true,
    windowOptions: { getWinTitle: true, getIconTitle: true, getWinSizeChars: true },
  });
  guardQueries(terminal);
  let answer = '';
  terminal.onData((data) => {
    answer += data;
  });
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  return answer;
}

it('[T30] neither reads nor writes the clipboard for a program', async () => {
  expect(await answersTo('\x1b]52;c;?\x07\x1b]52;c;cm0gLXJmIC8=\x07')).toBe('');
});

it('[T31] never answers a title report, even where the option would allow it', async () => {
  expect(await answersTo('\x1b]0;rm -rf /\n\x07\x1b[21t\x1b[20t')).toBe('');
});

it('answers harmless queries, without which editors do not start well', async () => {
  expect(await answersTo('\x1b[18t')).toBe('\x1b[8;24;80t');
  expect(await answersTo('\x1b[5n')).toBe('\x1b[0n');
});
