import { expect, it } from 'vitest';
import { createZonedTime } from '#shared/domain/zoned-time.ts';
import { readDetection } from './detection-text.ts';

const zone = createZonedTime('UTC');
const now = Date.UTC(2026, 10, 21, 14, 30);
const read = (noticed: string, started: string) => readDetection({ source: 'person', noticed, started }, now, zone);

it('takes what was typed, and leaves open what was not', () => {
  expect(read('', '')).toEqual({ ok: true, noticedAt: undefined, startedAt: undefined });
  expect(read('14:05', '-40m')).toEqual({
    ok: true,
    noticedAt: Date.UTC(2026, 10, 21, 14, 5),
    startedAt: Date.UTC(2026, 10, 21, 13, 50),
  });
});

it('says which of the two is wrong', () => {
  expect(read('soon', '')).toMatchObject({
    ok: false,
    started: undefined,
    noticed: expect.stringContaining('Write it'),
  });
  expect(read('14:05', '14:10')).toEqual({
    ok: false,
    noticed: undefined,
    started: 'It cannot have begun after it was noticed.',
  });
});
