import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_MARK_BYTES, StreamParser } from './stream-parser.ts';

interface Parsed {
  readonly marks: readonly string[];
  /** Everything handed on, marks included. */
  readonly all: Buffer;
  /** Everything but the marks. */
  readonly plain: Buffer;
  /** What a full-screen program drew. */
  readonly alternate: Buffer;
  readonly modes: string;
}

function parse(chunks: readonly Buffer[]): Parsed {
  const marks: string[] = [];
  const all: Buffer[] = [];
  const plain: Buffer[] = [];
  const alternate: Buffer[] = [];
  const parser = new StreamParser({
    onBytes: (bytes, onAlternateScreen) => {
      all.push(bytes);
      plain.push(bytes);
      if (onAlternateScreen) alternate.push(bytes);
    },
    onMark: (payload, bytes) => {
      marks.push(payload);
      all.push(bytes);
    },
  });
  for (const chunk of chunks) parser.write(chunk);
  parser.end();
  return {
    marks,
    all: Buffer.concat(all),
    plain: Buffer.concat(plain),
    alternate: Buffer.concat(alternate),
    modes: parser.modes.toSequences(),
  };
}

/** Cuts at the given places, which may repeat and lie outside. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

/** Streams in which marks, half marks, other sequences and text meet. */
const stream = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\x1b]633;A;n\x07',
        '\x1b]633;D;1;n\x1b\\',
        '\x1b]133;C\x07',
        '\x1b]633;E;ls',
        '\x1b]63',
        '\x1b',
        '\x1b[?2004h',
        '\x1b[?2004l',
        '\x1b[?1049h',
        '\x1b[?25;1049l',
        '\x1bc',
        '\x1b[31',
        '\x1bP1;2q',
        '\x1b]0;title\x07',
        '\x1b\\',
        '\x18',
        '\x07',
        'm',
        '\r\n',
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => Buffer.from(parts.join('')));

describe('the stream parser', () => {
  it('[S10] finds the same marks and modes, and hands on every byte, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 40 }), (bytes, places) => {
        const whole = parse([bytes]);
        const chunked = parse(cut(bytes, places));
        expect(chunked).toEqual(whole);
        expect(whole.all).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('[S10] finds the same with one byte per chunk', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        expect(parse([...bytes].map((byte) => Buffer.from([byte])))).toEqual(parse([bytes]));
      }),
    );
  });

  it('[S10] hands on bytes that are no UTF-8 as they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(), { maxLength: 10 }), (bytes, places) => {
        expect(parse(cut(Buffer.from(bytes), places)).all).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('reads marks ended by BEL and by ST, and leaves them out of the plain bytes', () => {
    const parsed = parse([Buffer.from('a\x1b]633;A;n\x07b\x1b]133;D;2\x1b\\c')]);
    expect({ ...parsed, plain: parsed.plain.toString() }).toMatchObject({
      marks: ['633;A;n', '133;D;2'],
      plain: 'abc',
    });
  });

  it('[S70] tells what a full-screen program draws from what stays', () => {
    const drawn = (text: string) => parse([Buffer.from(text)]).alternate.toString();
    expect(drawn('before\x1b[?1049hvim\x1b[1;2Hmore\x1b[?1049lafter')).toBe('vim\x1b[1;2Hmore\x1b[?1049l');
    expect(drawn('a\x1b[?47hb\x1b]633;A;n\x07c\x1bcd')).toBe('bc\x1bc');
    expect(drawn('a\x1b[?1047;25hb')).toBe('b');
    expect(drawn('a\x1b[?1049lb')).toBe('');
  });

  it('takes a mark that another sequence interrupts for none', () => {
    expect(parse([Buffer.from('\x1b]633;D;0;n\x1b]633;A;n\x07')]).marks).toEqual(['633;A;n']);
  });

  it('[S11] holds back at most one mark of bounded size, whatever never ends', () => {
    const handedOn: number[] = [];
    const parser = new StreamParser({ onBytes: (bytes) => handedOn.push(bytes.length), onMark: () => {} });
    parser.write(Buffer.from('\x1b]633;E;'));
    const chunk = Buffer.alloc(10_000, 'x');
    for (let index = 0; index < 100; index += 1) parser.write(chunk);
    const total = handedOn.reduce((sum, length) => sum + length, 0);
    expect(1_000_008 - total).toBeLessThanOrEqual(MAX_MARK_BYTES);
    expect(total).toBeGreaterThan(MAX_MARK_BYTES);
  });

  it('goes on finding marks after one that was too long', () => {
    const long = Buffer.from(`\x1b]633;E;${'x'.repeat(MAX_MARK_BYTES)}\x07after\x1b]633;A;n\x07`);
    expect(parse(cut(long, [100, 5_000, 300_000])).marks).toEqual(['633;A;n']);
  });

  it('[S14] follows bracketed paste mode through set, reset and a reset of the terminal', () => {
    const parser = new StreamParser({ onBytes: () => {}, onMark: () => {} });
    const after = (text: string): boolean => {
      parser.write(Buffer.from(text));
      return parser.modes.bracketedPaste;
    };
    expect(['\x1b[?2004h', '\x1b[?1;2004l', '\x1b[?1;2004h', '\x1bc', '\x1b[?2004h', '\x1b[!p'].map(after)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});
