import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../test-text.ts';
import { formatEvent, parseEvent } from './asciicast.ts';
import { blotCommands } from './blot.ts';
import { formatNote, parseNote } from './markers.ts';

const out = (atMs: number, text: string) => formatEvent({ kind: 'output', atMs, text }).trimEnd();
const begins = (atMs: number, commandId: string) =>
  formatEvent({
    kind: 'marker',
    atMs,
    label: formatNote({ phase: 'started', commandId, commandLine: `run ${commandId}` }),
  }).trimEnd();
const ends = (atMs: number, commandId: string) =>
  formatEvent({ kind: 'marker', atMs, label: formatNote({ phase: 'finished', commandId, exitCode: 0 }) }).trimEnd();

const recording = [
  out(0, '$ run a\r\n'),
  begins(10, 'a'),
  out(20, 'of a\r\n'),
  ends(30, 'a'),
  out(40, '$ '),
  out(50, 'run b\r\nrun c\r\n'),
  begins(60, 'b'),
  out(70, 'of b, '),
  out(80, 'more of b\r\n'),
  ends(90, 'b'),
  begins(100, 'c'),
  out(110, 'of c\r\n'),
  ends(120, 'c'),
  out(130, '$ '),
];

const seen = (lines: readonly string[]) =>
  lines.map(parseEvent).map((event) => {
    if (event?.kind === 'output') return event.text;
    const note = event?.kind === 'marker' ? parseNote(event.label) : undefined;
    return note?.phase === 'started' ? `>${note.commandId} ${note.commandLine ?? '-'}` : `<${note?.phase}`;
  });

describe('a purged command', () => {
  it('[S109] leaves a recording with what it printed, its line and the prompt it was typed at', () => {
    const { lines, untouched } = blotCommands(recording, new Set(['b']));
    expect(untouched).toBe(false);
    expect(seen(lines)).toEqual([
      '$ run a\r\n',
      '>a run a',
      'of a\r\n',
      '<finished',
      '\r\n[purged]\r\n',
      '>b -',
      '\r\n[purged]\r\n',
      '<finished',
      '>c run c',
      'of c\r\n',
      '<finished',
      '$ ',
    ]);
    // The line of c was pasted with that of b.
    expect(seen(blotCommands(recording, new Set(['c'])).lines).slice(4, 6)).toEqual(['\r\n[purged]\r\n', '>b run b']);
  });

  it('[S109] is taken out of every part that it runs through', () => {
    const first = blotCommands(recording.slice(0, 8), new Set(['b']));
    expect([first.running, first.lines.join().includes('of b')]).toEqual(['b', false]);
    const second = blotCommands(recording.slice(8), new Set(['b']), { running: first.running });
    expect([second.running, second.lines.join().includes('of b')]).toEqual([undefined, false]);
    expect(blotCommands(recording, new Set(['d']))).toEqual({ lines: recording, untouched: true, running: undefined });
  });

  it('[S109] leaves every line of a growing file as long as it was, and readable', () => {
    const text = anyText(40);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 10 }), fc.array(text, { maxLength: 5 }), (secret, other) => {
        const lines = [
          begins(1, 'a'),
          ...secret.map((one) => out(2, `secret${one}`)),
          ends(3, 'a'),
          ...other.map((one) => out(4, one)),
        ];
        const blotted = blotCommands(lines, new Set(['a']), { sameLength: true }).lines;
        expect(blotted.map(({ length }) => length)).toEqual(lines.map(({ length }) => length));
        expect(blotted.map((line) => parseEvent(line)?.kind)).toEqual(lines.map((line) => parseEvent(line)?.kind));
        expect(blotted.join()).not.toMatch(/secret|run a/);
        expect(blotted.slice(-other.length || lines.length)).toEqual(lines.slice(-other.length || lines.length));
      }),
      { numRuns: 100 },
    );
  });
});
