import { describe, expect, it } from 'vitest';
import { formatNote } from '#shared/domain/transcript/markers.ts';
import { commandExcerpt, transcriptText } from './text.ts';

const output = (text: string) => ({ kind: 'output', atMs: 0, text }) as const;
const marker = (...[note]: Parameters<typeof formatNote>) =>
  ({ kind: 'marker', atMs: 0, label: formatNote(note) }) as const;

describe('the text of a recording', () => {
  it('[S50] is what its lines showed, over the cuts of its events', () => {
    const events = [output('\x1b[3'), output('2mok\x1b[0m\r\n10%\r100%\r\nété 🚒\r\n')];
    expect(transcriptText(events)).toBe('ok\n100%\nété 🚒');
  });

  it('[S50] has the screens of a program line by line', () => {
    expect(
      transcriptText([output('$ less log\r\n\x1b[?1049h\x1b[H\x1b[2Jfirst\x1b[2;1Hsecond\x1b[K\x1b[?1049l')]),
    ).toBe('$ less log\n\nfirst\nsecond');
  });

  it('[S50] gives the excerpt of one command', () => {
    const events = [
      output('$ ls\r\n'),
      marker({ phase: 'started', commandId: 'c1' }),
      output('a\r\n\x1b[1mb\x1b[0m\r\n'),
      marker({ phase: 'finished', commandId: 'c1' }),
      output('$ '),
    ];
    expect(commandExcerpt(events, 'c1')).toEqual({ text: 'a\nb', truncated: false });
    expect(commandExcerpt(events, 'c2')).toBeUndefined();
  });
});
