import { expect, it } from 'vitest';
import { T0 } from '#shared/domain/test-events.ts';
import { createZonedTime } from '#shared/domain/zoned-time.ts';
import { incidentAfter } from '../test-support.ts';
import { momentsOf, printMoment, printUtc, readMoment } from './moment-text.ts';
import { readNames } from './names-text.ts';

const zone = createZonedTime('Europe/Berlin');
const now = T0 + 3_600_000;

it('prints a moment in the chosen zone and in UTC, and reads it back', () => {
  expect([printMoment(T0, zone), printUtc(T0)]).toEqual(['2026-11-20 15:00:00', '2026-11-20 14:00:00 UTC']);
  expect(readMoment(printMoment(T0, zone), now, zone)).toEqual({ ok: true, at: T0 });
});

it('says in plain words what is wrong with a time', () => {
  expect(readMoment('noon', now, zone)).toEqual({
    ok: false,
    message: 'Write it like 2026-11-21 14:05:09, 14:05, or -10m for ten minutes ago.',
  });
  expect(readMoment('2026-11-20 16:00:01', now, zone)).toEqual({ ok: false, message: 'That lies in the future.' });
});

it('lists all eight moments, and which were corrected: what is set for the first time was not wrong before', () => {
  const incident = incidentAfter(
    { kind: 'timestampSet', payload: { moment: 'startedAt', at: T0 - 1000 } },
    { kind: 'timestampSet', payload: { moment: 'detectedAt', at: T0 - 500 } },
  );
  expect(momentsOf(incident).map(({ moment, at, corrected }) => [moment, at, corrected])).toEqual([
    ['startedAt', T0 - 1000, false],
    ['detectedAt', T0 - 500, true],
    ['acknowledgedAt', undefined, false],
    ['declaredAt', T0, false],
    ['identifiedAt', undefined, false],
    ['mitigatedAt', undefined, false],
    ['resolvedAt', undefined, false],
    ['closedAt', undefined, false],
  ]);
});

it('reads names as people type several of them', () => {
  expect(readNames(' api, web,,api\n db ')).toEqual(['api', 'web', 'db']);
});
