import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringsOf, tokenize, toVisible } from './visible.ts';

describe('toVisible', () => {
  it.each([
    ['\x1b[01;31m\x1b[Kpassword\x1b[m\x1b[K=x', 'password=x'],
    ['a\x1b[5;1Hb\x1b[Cc', 'a\nb c'],
    ['\x1b]8;;http://x\x1b\\link\x1b]8;;\x07', 'link'],
    ['a\x00b\x07c\x9b1md\x1b(Be\x1b', 'abcde'],
    ['50%\r100%\r\n\tx', '50%\r100%\r\n\tx'],
  ])('reads %j as %j', (output, seen) => {
    expect(toVisible(output)).toBe(seen);
  });

  it('says the same as its tokens, which lose nothing', () => {
    const pieces = fc.constantFrom(
      ...[
        '\x1b',
        '[',
        ']',
        '1',
        ';',
        'm',
        'H',
        'C',
        '\x07',
        '\\',
        '\x9b',
        '\x9d',
        '\x9c',
        'P',
        'abc',
        ' ',
        '\n',
        '\x00',
        '🚒',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const output = parts.join('');
        const tokens = tokenize(output);
        expect(tokens.map(({ raw }) => raw).join('')).toBe(output);
        expect(tokens.map(({ seen }) => seen).join('')).toBe(toVisible(output));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds what titles and links say', () => {
    expect(stringsOf('a\x1b]0;title\x07b')).toBe('\x1b]0;title\x07');
  });

  it('takes linear time on sequences that never end', () => {
    const started = performance.now();
    for (const piece of ['\x1b]', '\x1b[1;', '\x1b', '\x9d', `\x1b[${'1'.repeat(63)}`]) {
      toVisible(piece.repeat(20_000));
      tokenize(piece.repeat(20_000));
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
