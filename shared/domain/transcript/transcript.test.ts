import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../test-text.ts';
import { type CastEvent, formatEvent, formatHeader, parseCast } from './asciicast.ts';
import { formatNote, indexCommands, outputOfCommand, parseNote } from './markers.ts';
import { createPlaybackClock } from './playback.ts';

const time = fc.integer({ min: 0, max: 100_000_000 });
const event = fc.oneof(
  fc.record({ kind: fc.constant('output' as const), atMs: time, text: anyText() }),
  fc.record({
    kind: fc.constant('resize' as const),
    atMs: time,
    columns: fc.integer({ min: 1, max: 999 }),
    rows: fc.integer({ min: 1, max: 500 }),
  }),
  fc.record({ kind: fc.constant('marker' as const), atMs: time, label: anyText() }),
);
const inOrder = fc.array(event).map((events) => events.toSorted((a, b) => a.atMs - b.atMs) as CastEvent[]);
const header = {
  width: 80,
  height: 24,
  startedAt: 1_767_225_600_123,
  title: 'ops 1',
  warRoom: { startedAt: 1_767_225_600_123, part: 1 },
};

describe('asciicast v2', () => {
  it('[S42] reads what it writes, to the millisecond', () => {
    fc.assert(
      fc.property(inOrder, (events) => {
        const file = formatHeader(header) + events.map(formatEvent).join('');
        expect(parseCast(file)).toEqual({ header, events, skipped: 0 });
      }),
    );
  });

  it('[S42] writes the lines of the format', () => {
    expect(formatHeader({ width: 80, height: 24, startedAt: 1_500, title: 'a', env: { TERM: 'x' } })).toBe(
      '{"version":2,"width":80,"height":24,"timestamp":1,"title":"a","env":{"TERM":"x"},"war_room":{"startedAt":1500}}\n',
    );
    expect(formatEvent({ kind: 'resize', atMs: 4_050, columns: 80, rows: 24 })).toBe('[4.050,"r","80x24"]\n');
    expect(formatEvent({ kind: 'output', atMs: 1, text: '\x1b[1mé\r\n' })).toBe('[0.001,"o","\\u001b[1mé\\r\\n"]\n');
  });

  it('[S50] reads what others wrote, and what is damaged, as far as it goes', () => {
    const file = [
      '\uFEFF{"version": 2, "width": 80, "height": 24, "timestamp": 1504467315, "idle_time_limit": 2}',
      '[0.248848, "o", "Hello"]',
      '[1.0, "i", "typed"]',
      'rubbish',
      '[2, "r", "0x0"]',
      '[1.5, "m", ""]',
      '[0.9, "o", "earlier"]',
      '[3.0, "o", "to',
    ].join('\n');
    expect(parseCast(file)).toEqual({
      header: { width: 80, height: 24, startedAt: 1_504_467_315_000 },
      events: [
        { kind: 'output', atMs: 249, text: 'Hello' },
        { kind: 'marker', atMs: 1_500, label: '' },
        { kind: 'output', atMs: 1_500, text: 'earlier' },
      ],
      skipped: 4,
    });
    for (const none of ['', '[]', '{"version":1,"width":80,"height":24}', '{"version":2,"width":1e99,"height":24}'])
      expect(parseCast(none)).toBeUndefined();
  });
});

describe('the commands of a recording', () => {
  const note = (atMs: number, ...[content]: Parameters<typeof formatNote>): CastEvent => ({
    kind: 'marker',
    atMs,
    label: formatNote(content),
  });
  const events: CastEvent[] = [
    { kind: 'output', atMs: 0, text: '$ ' },
    note(10, { phase: 'started', commandId: 'c1', commandLine: 'ls', runbookId: 'r', stepId: 's' }),
    { kind: 'output', atMs: 20, text: 'a\r\n' },
    { kind: 'resize', atMs: 25, columns: 10, rows: 10 },
    { kind: 'output', atMs: 30, text: 'b\r\n' },
    note(40, { phase: 'finished', commandId: 'c1', exitCode: 2 }),
    { kind: 'marker', atMs: 41, label: 'a chapter of somebody else' },
    note(50, { phase: 'started', commandId: 'c2' }),
    { kind: 'output', atMs: 60, text: 'cut' },
  ];

  it('[S50] stand in its markers', () => {
    expect(indexCommands(events)).toEqual([
      { commandId: 'c1', commandLine: 'ls', runbookId: 'r', stepId: 's', startMs: 10, endMs: 40, exitCode: 2 },
      { commandId: 'c2', startMs: 50 },
    ]);
    expect(outputOfCommand(events, 'c1')).toBe('a\r\nb\r\n');
    expect(outputOfCommand(events, 'c2')).toBe('cut');
    expect(outputOfCommand(events, 'c3')).toBeUndefined();
  });

  it('are not made up from the labels of others', () => {
    for (const label of ['', '{', '{}', '{"phase":"started"}', '{"phase":"other","commandId":"c"}', '[1]'])
      expect(parseNote(label)).toBeUndefined();
  });
});

describe('the clock of a playback', () => {
  const at = (...times: number[]): CastEvent[] => times.map((atMs) => ({ kind: 'output', atMs, text: 'x' }));

  it('[S50] cuts pauses down to the limit, also the one before the first output', () => {
    const clock = createPlaybackClock(
      [...at(5_000, 5_500, 65_500), { kind: 'marker', atMs: 90_000, label: '' }],
      2_000,
    );
    expect(clock.durationMs).toBe(4_500);
    expect([0, 5_000, 5_500, 65_500, 99_999].map(clock.toPlayback)).toEqual([0, 2_000, 2_500, 4_500, 4_500]);
    expect([2_250, 3_500].map(clock.toRecorded)).toEqual([5_250, 35_500]);
  });

  it('[S50] never goes back, and finds its way back', () => {
    fc.assert(
      fc.property(
        fc.array(time, { minLength: 1 }),
        fc.option(fc.integer({ min: 1, max: 5_000 })),
        time,
        (times, limit, query) => {
          const events = at(...times.toSorted((a, b) => a - b));
          const clock = createPlaybackClock(events, limit ?? undefined);
          for (const { atMs } of events) expect(clock.toRecorded(clock.toPlayback(atMs))).toBeCloseTo(atMs, 3);
          expect(clock.toPlayback(query)).toBeLessThanOrEqual(clock.toPlayback(query + 1));
          expect(clock.toPlayback(query)).toBeLessThanOrEqual(query);
        },
      ),
    );
  });
});
