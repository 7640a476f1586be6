import { describe, expect, it } from 'vitest';
import { EXCERPT_CHARACTERS, OutputExcerpt, toPlainText } from './excerpt.ts';

const identity = (text: string): string => text;

function excerptOf(chunks: readonly (string | Buffer)[], redact = identity): { text: string; truncated: boolean } {
  const excerpt = new OutputExcerpt();
  for (const chunk of chunks) excerpt.add(Buffer.from(chunk));
  return excerpt.finish(redact);
}

describe('toPlainText', () => {
  it.each([
    ['colours', '\x1b[1;31mred\x1b[0m plain', 'red plain'],
    ['titles and links', '\x1b]0;title\x07a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\', 'alink'],
    ['device control strings', 'a\x1bPq#0;2\x1b\\b', 'ab'],
    ['a progress line', '10%\r 50%\r100%\r\ndone\r\n', '100%\ndone'],
    ['an erased line', 'downloading\r\x1b[Kdone\n', 'done'],
    ['backspaces', 'abc\b\bX', 'aXc'],
    ['bells and null bytes', 'a\x07b\0c', 'abc'],
    [
      "zsh's fill after output without a newline",
      `abc\x1b[1m\x1b[7m%\x1b[27m\x1b[1m\x1b[0m${' '.repeat(79)}\r \r`,
      'abc',
    ],
    ['tabs and wide characters', 'a\t表\n', 'a\t表'],
  ])('[S32] handles %s', (_, output, expected) => {
    expect(toPlainText(Buffer.from(output))).toBe(expected);
  });

  it('[S32] turns bytes that are no UTF-8 into U+FFFD', () => {
    expect(toPlainText(Buffer.from([0x61, 0xff, 0x62]))).toBe('a\ufffdb');
  });
});

describe('OutputExcerpt', () => {
  it('[S32] holds short output whole', () => {
    expect(excerptOf(['one\r\n', 'two\r\n'])).toEqual({ text: 'one\ntwo', truncated: false });
  });

  it('[S32] keeps the first and the last lines of long output, in bounded size', () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `line ${index}\r\n`);
    const { text, truncated } = excerptOf(lines);
    expect(truncated).toBe(true);
    expect(text.length).toBeLessThanOrEqual(EXCERPT_CHARACTERS);
    expect(text.split('\n').slice(0, 2)).toEqual(['line 0', 'line 1']);
    expect(text.split('\n').at(-1)).toBe('line 199999');
    const shown = text.split('\n').filter((line) => line !== '…');
    expect(shown.every((line) => /^line \d+$/.test(line))).toBe(true);
  });

  it('[S32] cuts a single endless line', () => {
    const { text, truncated } = excerptOf(Array.from({ length: 100 }, () => 'x'.repeat(1000)));
    expect({ truncated, length: text.length <= EXCERPT_CHARACTERS }).toEqual({ truncated: true, length: true });
  });

  it('[S40] redacts before it cuts, so that no secret survives as a half', () => {
    const secret = `${'a'.repeat(1990)}SECRET${'b'.repeat(4000)}`;
    const { text } = excerptOf([secret], (whole) => whole.replace(/SECRET/g, ''));
    expect(text).not.toMatch(/SEC|RET/);
  });

  it('[S40] has no half of a secret that stood where the middle was dropped', () => {
    // What draws nothing on the screen: the text is short, its bytes are many.
    const drawn = '\x1b[31m'.repeat(4_000);
    const ends = [drawn.slice(0, 16_380), 'SECRET', 'x', drawn, drawn, drawn, '\n', 'last'];
    for (let shift = 0; shift < 8; shift += 1) {
      const chunks = ['s'.repeat(shift), ...ends];
      const { text, truncated } = excerptOf(chunks, (whole) => whole.replace(/SECRET/g, ''));
      expect({ truncated, half: /SE|ET/.test(text) }).toEqual({ truncated: true, half: false });
      expect(text).toMatch(/\nlast$/);
    }
  });
});
