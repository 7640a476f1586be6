import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import type { WireEvent } from './events/index.ts';
import { readEvent } from './read-event.ts';
import { declaredDraft, testWireEvents } from './test-events.ts';

const declared = testWireEvents([declaredDraft()])[0] as WireEvent;

describe('readEvent', () => {
  it('[D10] gives an event that it knows, its payload checked', () => {
    expect(readEvent(declared)).toEqual(declared);
  });

  it('[D10] keeps as unknown a kind, a version or a shape that it does not know', () => {
    for (const change of [{ kind: 'teleported' }, { kind: 'constructor' }, { version: 2 }, { payload: { title: 7 } }]) {
      const event = { ...declared, ...change };
      expect(readEvent(event)).toEqual({ ...event, kind: 'unknown', originalKind: event.kind });
    }
  });

  it('[D11] yields a state for every sequence of events, whatever their payloads hold', () => {
    const kinds = fc.constantFrom(
      'declared',
      'severityChanged',
      'statusChanged',
      'noteAdded',
      'entryPinned',
      'stepStarted',
      'runbookAttached',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.jsonValue())), (events) => {
        const state = [declared, ...events.map(([kind, payload]) => ({ ...declared, kind, payload }))]
          .map(readEvent)
          .reduce(apply, undefined);
        expect(state?.eventCount).toBe(events.length + 1);
      }),
    );
  });
});
