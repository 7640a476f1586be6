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
    expect(buffer.read().toString()).toBe('a\r\n\x1b]633;A;n\x07\x1b[31mred\xff');
  });

  it('[S20] keeps the newest bytes of more than fits, and begins at a line', () => {
    const buffer = new ReplayBuffer(300_000);
    fill(
      buffer,
      Array.from({ length: 100_000 }, (_, index) => `\x1b[32mline ${index}\x1b[0m\r\n`),
    );
    const replay = buffer.read().toString().replaceAll('\x1b', '');
    expect(replay.length).toBeGreaterThan(150_000);
    expect(replay.length).toBeLessThan(500_000);
    expect(replay).toMatch(/^\[32mline \d+\[0m\r\n/);
    expect(replay.endsWith('line 99999[0m\r\n')).toBe(true);
  });

  it('[S20] tells a fresh terminal the modes that were set in what was cut off', () => {
    const buffer = new ReplayBuffer(300_000);
    const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index}\r\n`);
    fill(buffer, ['\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1h', '\x1b[?1l', ...lines]);
    expect(buffer.read().toString().startsWith('\x1b[?1049h\x1b[?2004h\x1b[?25lline ')).toBe(true);
  });
});
