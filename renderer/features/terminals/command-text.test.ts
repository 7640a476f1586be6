import { Terminal } from '@xterm/headless';
import { expect, it } from 'vitest';
import { describeOutcome, noteOfCommand, noteOfSelection, readRows, shortenLines } from './command-text.ts';

async function screen(text: string, cols = 10) {
  const terminal = new Terminal({ cols, rows: 6, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  return terminal.buffer.normal;
}

it('[S84] reads rows as the lines that the program wrote, however narrow the terminal', async () => {
  const buffer = await screen('$ ls\r\n0123456789abcdef\r\nshort \r\nten blanks          x\r\n\r\n$ ');
  expect(readRows(buffer, 1, 7)).toBe('0123456789abcdef\nshort \nten blanks          x');
  expect(readRows(buffer, 0, 1)).toBe('$ ls');
  expect(readRows(buffer, 3, 3)).toBe('');
  expect(readRows(buffer, 1, 1_000)).toContain('0123456789abcdef');
});

it('says how a command ended', () => {
  expect([
    describeOutcome({ running: true }),
    describeOutcome({ running: false, exitCode: 1, durationMs: 2_400 }),
    describeOutcome({ running: false, durationMs: 90_000 }),
  ]).toEqual(['running', 'exit 1 after 2.4 s', 'ended after 1 m 30 s']);
});

it('[S84] writes a note with the first and last lines of the output and without plain secrets', () => {
  const output = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n');
  const note = noteOfCommand({
    commandLine: 'curl --token abc123secret x',
    outcome: 'exit 0 after 1.0 s',
    tab: 'db',
    output: `${output}\npassword=hunter2`,
  });
  const lines = note.split('\n');
  expect(lines[0]).toBe('curl --token [redacted] x · exit 0 after 1.0 s, in db');
  expect(lines).toHaveLength(1 + 10 + 1 + 30);
  expect(lines[11]).toBe('… 61 lines left out …');
  expect(lines.at(-1)).toBe('password=[redacted]');
  expect(noteOfSelection('two\nlines \n\n', 'db')).toBe('From db:\ntwo\nlines');
  expect(noteOfCommand({ commandLine: 'true', outcome: 'exit 0', tab: 'db', output: '' })).toBe('true · exit 0, in db');
});

it('[S84] cuts a long line only when nothing is left to be redacted, so that no secret survives as a half', () => {
  const line = `${'x'.repeat(480)} https://app:hunter2canary-and-more@db/`;
  const note = noteOfSelection(line, 'db');
  expect(note).toContain('https://app:[redacted]@db/');
  // The services know more secrets than the page.
  expect(noteOfSelection(`${'x'.repeat(495)} s3same-canary`, 'db')).toContain('s3same-canary');
  expect(shortenLines(note)).toBe(`From db:\n${'x'.repeat(480)} https://app:[redact…`);
  expect(noteOfSelection('x'.repeat(2_000_000), 'db').length).toBeLessThan(1_000_000);
});
