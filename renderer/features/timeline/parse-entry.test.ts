import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZonedTime } from '#shared/domain/zoned-time.ts';
import { parseEntry, suggestKinds } from './parse-entry.ts';

const now = Date.UTC(2026, 10, 21, 14, 30);
const context = { now, zone: createZonedTime('Europe/Berlin') };
const entryOf = (typed: string) => {
  const result = parseEntry(typed, context);
  return result.kind === 'entry' ? result.entry : result;
};

describe('the composer', () => {
  it('takes plain text as an observation', () => {
    expect(entryOf('  pods restart ')).toEqual({ text: 'pods restart', noteKind: 'observation', pinned: false });
  });

  it('reads kind, time and pin in any order', () => {
    const expected = {
      text: 'Roll back',
      noteKind: 'decision',
      pinned: true,
      occurredAt: Date.UTC(2026, 10, 21, 13, 5),
    };
    expect(entryOf('/decision @14:05 ! Roll back')).toEqual(expected);
    expect(entryOf('! @14:05 /d Roll back')).toEqual(expected);
    expect(entryOf('@14:05 ! /dec Roll back')).toEqual(expected);
  });

  it('takes a time that lies ahead as yesterday’s', () => {
    expect(entryOf('@23:10 saw it first')).toMatchObject({ occurredAt: Date.UTC(2026, 10, 20, 22, 10) });
  });

  it('reads UTC and minutes ago', () => {
    expect(entryOf('@14:05Z a')).toMatchObject({ occurredAt: Date.UTC(2026, 10, 21, 14, 5) });
    expect(entryOf('@-10m a')).toMatchObject({ occurredAt: now - 600_000 });
    expect(entryOf('@-90s a')).toMatchObject({ occurredAt: now - 90_000 });
  });

  it('keeps to the zone’s offset of that hour on the day the clocks change', () => {
    const sunday = Date.UTC(2026, 9, 25, 12, 0);
    const result = parseEntry('@01:30 a', { now: sunday, zone: context.zone });
    expect(result).toMatchObject({ entry: { occurredAt: Date.UTC(2026, 9, 24, 23, 30) } });
  });

  it('refuses a time that is none, and says what one looks like', () => {
    expect(parseEntry('@25:00 a', context)).toEqual({
      kind: 'problem',
      message: '“@25:00” is no time. Write @14:05 or @-10m.',
    });
  });

  it('keeps paths, people and unknown words as text, and says so of the latter', () => {
    expect(entryOf('/etc/passwd is full')).toMatchObject({ text: '/etc/passwd is full', noteKind: 'observation' });
    expect(entryOf('@ada has a look')).toMatchObject({ text: '@ada has a look' });
    expect(parseEntry('/descision a', context)).toMatchObject({
      entry: { text: '/descision a' },
      hint: '“/descision” is no kind; it is kept as text.',
    });
  });

  it('keeps the lines of a longer text', () => {
    expect(entryOf('/h one\ntwo\n')).toMatchObject({ text: 'one\ntwo', noteKind: 'hypothesis' });
  });

  it('adds nothing for marks alone', () => {
    expect(parseEntry('/decision ! ', context)).toEqual({ kind: 'empty' });
  });

  it('never loses what is no mark, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const result = parseEntry(typed, context);
        if (result.kind === 'entry') expect(typed.trim().endsWith(result.entry.text)).toBe(true);
        if (result.kind === 'entry' && result.entry.occurredAt !== undefined)
          expect(result.entry.occurredAt).toBeLessThanOrEqual(now);
      }),
    );
  });
});

it('suggests the kinds that fit while one is typed', () => {
  expect(suggestKinds('/')).toHaveLength(6);
  expect(suggestKinds('@14:05 /de')).toEqual(['decision']);
  expect(suggestKinds('a path /de')).toEqual([]);
  expect(suggestKinds('/decision ')).toEqual([]);
});
