import { describe, expect, it } from 'vitest';
import { ReplayBuffer } from './replay-buffer.ts';
import { StreamParser } from './stream-parser.ts';

function fill(buffer: ReplayBuffer, chunks: Iterable<string>): void {
  const parser = new StreamParser({
    onBytes: (bytes) => buffer.append(bytes, parser.modes),
    onMark: (_, bytes) => buffer.append(bytes, parser.modes),
  });
  for (const chunk of chunks) parser.write(Buffer.from(chunk));
}

describe('ReplayBuffer', () => {
  it('[R9] gives back all of what fits, byte for byte', () => {
    const buffer = new ReplayBuffer();
    fill(buffer, ['a\r\n', '\x1b]633;A;n\x07', '\x1b[31mred', '\xff']);
    expect(buffer.read().bytes.toString()).toBe('a\r\n\x1b]633;A;n\x07\x1b[31mred\xff');
  });

  it('[S20] keeps the newest bytes of more than fits, and begins at a line', () => {
    const buffer = new ReplayBuffer(300_000);
    fill(
      buffer,
      Array.from({ length: 100_000 }, (_, index) => `\x1b[32mline ${index}\x1b[0m\r\n`),
    );
    const replay = buffer.read().bytes.toString().replaceAll('\x1b', '');
    expect(replay.length).toBeGreaterThan(150_000);
    expect(replay.length).toBeLessThan(500_000);
    expect(replay).toMatch(/^\[32mline \d+\[0m\r\n/);
    expect(replay.endsWith('line 99999[0m\r\n')).toBe(true);
  });

  it('[S20] tells a fresh terminal the modes that were set in what was cut off', () => {
    const buffer = new ReplayBuffer(300_000);
    const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index}\r\n`);
    fill(buffer, ['\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1h', '\x1b[?1l', ...lines]);
    expect(buffer.read().bytes.toString().startsWith('\x1b[?1049h\x1b[?2004h\x1b[?25lline ')).toBe(true);
  });

  it('[S80] says of the commands in it what was said when they ran, at the same places', () => {
    const buffer = new ReplayBuffer();
    const mark = (commandId: string, phase: 'started' | 'finished') => ({ commandId, phase });
    fill(buffer, ['$ ls\r\n']);
    buffer.mark(mark('a', 'started'));
    fill(buffer, ['one\r\n']);
    buffer.mark({ ...mark('a', 'finished'), exitCode: 2 });
    fill(buffer, ['$ ']);
    const { bytes, marks } = buffer.read();
    expect(marks).toEqual([
      { commandId: 'a', phase: 'started', at: 6 },
      { commandId: 'a', phase: 'finished', exitCode: 2, at: 11 },
    ]);
    expect(bytes.subarray(6, 11).toString()).toBe('one\r\n');
  });

  it('[S80] moves the marks with what was cut off, and forgets those in it', () => {
    const buffer = new ReplayBuffer(300_000);
    fill(buffer, ['\x1b[?2004h']);
    const lines = Array.from({ length: 60_000 }, (_, index) => `line ${index}\r\n`);
    const lot: string[] = [];
    for (const [index, line] of lines.entries()) {
      lot.push(line);
      if (index % 10 !== 9) continue;
      fill(buffer, lot.splice(0));
      buffer.mark({ commandId: String(index), phase: 'finished' });
    }
    const { bytes, marks } = buffer.read();
    expect(marks.length).toBeGreaterThan(500);
    expect(marks.length).toBeLessThan(6_000);
    const before = ({ commandId, at }: (typeof marks)[number]) => ({
      commandId,
      text: bytes.toString('utf8', Math.max(0, at - 13), at),
    });
    const misplaced = marks
      .slice(1)
      .map(before)
      .filter(({ commandId, text }) => !text.endsWith(`line ${commandId}\r\n`));
    expect(misplaced).toEqual([]);
    expect(marks.at(-1)).toEqual({ commandId: '59999', phase: 'finished', at: bytes.length });
  });

  it('[S80] keeps the newest marks of more than fit', () => {
    const buffer = new ReplayBuffer();
    const commandLine = 'x'.repeat(30_000);
    for (let index = 0; index < 100; index += 1)
      buffer.mark({ commandId: String(index), phase: 'started', commandLine });
    const { marks } = buffer.read();
    expect(marks.length).toBeLessThan(20);
    expect(marks.at(-1)?.commandId).toBe('99');
  });
});
