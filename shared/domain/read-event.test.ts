import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import type { WireEvent } from './events/index.ts';
import { createReader, readEvent } from './read-event.ts';
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

  it('[D82] upcasts what an older program wrote, step by step, and reads the newest as it is', () => {
    const read = createReader({
      // Version 1 had no source and called the detection a report; version 2 had the source as a number.
      declared: [
        (payload) => ({ ...(payload as object), detectionSource: 0 }),
        (payload) => ({ ...(payload as object), detectionSource: 'person' }),
      ],
    });
    const { detectionSource: _none, ...first } = declared.payload as Record<string, unknown>;
    const current = { ...first, detectionSource: 'person' };
    for (const [version, payload] of [
      [1, first],
      [2, { ...first, detectionSource: 0 }],
      [3, current],
    ] as const) {
      const stored = { ...declared, version, payload };
      expect(read(stored)).toEqual({ ...stored, payload: current });
      expect(stored.payload).toBe(payload);
    }
    expect(read({ ...declared, version: 4 })).toMatchObject({ kind: 'unknown', originalKind: 'declared', version: 4 });
  });

  it('[D82] keeps as unknown an older event that its step can make nothing of', () => {
    const read = createReader({
      noteAdded: [(payload) => ({ text: (payload as { words: string[] }).words.join(' ') })],
    });
    const note = { ...declared, kind: 'noteAdded', payload: null };
    expect(read(note)).toEqual({ ...note, kind: 'unknown', originalKind: 'noteAdded' });
    expect(read({ ...note, payload: { words: ['a'] } })).toMatchObject({ kind: 'unknown' });
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
