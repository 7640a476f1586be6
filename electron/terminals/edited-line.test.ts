import headless from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEditedLine } from './edited-line.ts';

const COLUMNS = 20;

function read(prompt: string, line: string): string | undefined {
  const start = Buffer.byteLength(prompt);
  return readEditedLine({ bytes: Buffer.from(prompt + line), textStarts: [start], columns: COLUMNS });
}

/** What a whole terminal emulator shows, rows that wrap joined. */
async function readWithTerminal(text: string): Promise<string> {
  const terminal = new headless.Terminal({ cols: COLUMNS, rows: 40, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const buffer = terminal.buffer.active;
  let shown = '';
  for (let row = 0; row < buffer.length; row += 1) {
    const line = buffer.getLine(row);
    if (line === undefined) continue;
    const wraps = buffer.getLine(row + 1)?.isWrapped ?? false;
    shown += (line.isWrapped || row === 0 ? '' : '\n') + line.translateToString(!wraps);
  }
  terminal.dispose();
  return shown.replace(/[ \t]+$/gm, '').trim();
}

describe('readEditedLine', () => {
  it.each([
    ['plain typing', ' echo a\r\n', 'echo a'],
    ['text inserted before the cursor', ' echo a\b\b;b a\b\b\r\n', 'echo;b a'],
    ['a line that wraps', `${'x'.repeat(30)} y\r\n`, `${'x'.repeat(30)} y`],
    ['deletion', 'abcd\b\b\x1b[K\r\n', 'ab'],
    ['a line replaced from history', 'ls\b\bpwd\r\n', 'pwd'],
    ['wide characters', 'echo 表\b\b\x1b[K日\r\n', 'echo 日'],
  ])('[S31] reads %s', (_, line, expected) => {
    expect(read('$ ', line)).toBe(expected);
  });

  it('[S31] leaves the prompt and continuation prompts out', () => {
    const bytes = Buffer.from('a\r\n$ for i in 1\r\n> do :; done\r\n');
    expect(readEditedLine({ bytes, textStarts: [5, 19], columns: COLUMNS })).toBe('for i in 1\ndo :; done');
  });

  it('[S31] knows nothing where nothing was drawn', () => {
    expect(read('$ ', '\r\n\x1b[?2004l\r')).toBeUndefined();
  });

  it('[S31] shows the characters that a whole terminal shows, for any editing', async () => {
    const edit = fc.oneof(
      fc.stringMatching(/^[a-z ]{1,8}$/),
      fc.constantFrom('\b', '\r', '\x1b[K', '\x1b[C', '\x1b[3D', '\x1b[2P', '\x1b[J', 'é', '\x1b[31m', '\x1b[0m'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 20 }), async (edits) => {
        const text = edits.join('');
        const shown = readEditedLine({ bytes: Buffer.from(text), textStarts: [0], columns: COLUMNS });
        // Where a wrapped row was erased to its start, xterm.js forgets that it wrapped; the line editor does not.
        expect((shown ?? '').replace(/\s/g, '')).toBe((await readWithTerminal(text)).replace(/\s/g, ''));
      }),
      { numRuns: 300 },
    );
  });
});
