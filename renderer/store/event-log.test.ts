import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EventDraft } from '#shared/domain/events/index.ts';
import { T0, testWireEvents } from '#shared/domain/test-events.ts';
import { emptyLog, extendLog } from './event-log.ts';

const declared: EventDraft = {
  kind: 'declared',
  payload: {
    title: 'Checkout API errors',
    severity: 'SEV-1',
    taxonomyId: 'sev-saas',
    detectionSource: 'person',
    detectedAt: T0,
    drill: false,
    simulated: false,
  },
};
const events = testWireEvents([
  declared,
  { kind: 'acknowledged', payload: {} },
  { kind: 'statusChanged', payload: { from: 'detected', to: 'investigating' } },
  { kind: 'noteAdded', payload: { noteKind: 'observation', text: 'a' } },
  { kind: 'severityChanged', payload: { from: 'SEV-1', to: 'SEV-2' } },
]);
const whole = extendLog(emptyLog, events);

it('folds what arrives onto what is there', () => {
  expect(whole.incident).toMatchObject({ status: 'investigating', severity: 'SEV-2', eventCount: 5 });
  expect(extendLog(extendLog(emptyLog, events.slice(0, 2)), events.slice(2))).toEqual(whole);
});

it('yields the same log in whatever order and however often events arrive', () => {
  const shuffled = fc
    .shuffledSubarray(events.slice(), { minLength: events.length, maxLength: events.length })
    .chain((order) => fc.tuple(fc.constant(order), fc.array(fc.constantFrom(...events), { maxLength: 4 })));
  fc.assert(
    fc.property(shuffled, ([order, again]) => {
      const log = [...order, ...again].reduce((sofar, event) => extendLog(sofar, [event]), emptyLog);
      expect(log).toEqual(whole);
    }),
  );
});

it('is the same object when nothing new arrived', () => {
  expect(extendLog(whole, events)).toBe(whole);
});
