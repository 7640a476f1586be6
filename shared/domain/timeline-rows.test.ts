import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEvent, WireEvent } from './events/index.ts';
import { compareFoldOrder } from './fold-order.ts';
import { readEvent } from './read-event.ts';
import { declaredDraft, T0, testEventId, testWireEvents } from './test-events.ts';
import { testDraft, testKinds } from './test-payloads.ts';
import { toTimelineEntries } from './timeline.ts';
import { TimelineMemory } from './timeline-memory.ts';
import { reduceTimeline, type TimelineLookup, type TimelineRow } from './timeline-rows.ts';

const MARKS = ['entryPinned', 'entryAmended', 'entryRetracted', 'entryPurged'];

/** Few ids, so that marks, commands, steps and sessions meet. */
const ids = fc.integer({ min: 1, max: 9 }).map(testEventId);
const anyDraft = fc.oneof(
  fc.record({ kind: fc.constantFrom(...testKinds), payload: fc.jsonValue() }),
  fc.constantFrom(...testKinds).map((kind) => ({ kind, payload: testDraft(kind).payload })),
  fc.record({ kind: fc.constant('teleported'), payload: fc.jsonValue() }),
  fc.record({
    kind: fc.constantFrom('entryAmended', 'entryRetracted', 'entryPurged', 'entryPinned'),
    payload: fc.record({
      eventId: ids,
      reason: fc.constant('because'),
      pinned: fc.boolean(),
      text: fc.constant('other'),
    }),
  }),
  fc.record({
    kind: fc.constantFrom('stepStarted', 'commandStarted', 'commandFinished', 'stepFinished', 'sessionClosed'),
    payload: fc.record({
      sessionId: ids,
      commandId: ids,
      runbookId: fc.constantFrom('a', 'b'),
      stepId: fc.constantFrom('1', '2'),
      title: fc.constant('Look'),
      risk: fc.constant('read-only'),
      commandLine: fc.constant('ls'),
      cwd: fc.constant('/'),
      excerpt: fc.constant(''),
      excerptTruncated: fc.constant(false),
      durationMs: fc.constant(1),
    }),
  }),
);

const anyEvents = fc.array(fc.tuple(anyDraft, fc.integer({ min: -5, max: 5 })), { maxLength: 40 }).map((drafts) => {
  const declared = testWireEvents([declaredDraft(), ...drafts.map(() => declaredDraft())]);
  return declared.map((event, index): WireEvent => {
    const [draft, minutes] = drafts[index - 1] ?? [undefined, 0];
    return { ...event, ...draft, occurredAt: T0 + minutes * 60_000 };
  });
});

/** A lookup that keeps nothing but JSON, as the index does. */
class JsonLookup implements TimelineLookup {
  readonly rows = new Map<string, string>();
  readonly facts = new Map<string, string>();
  readonly events: ReadonlyMap<string, JournalEvent>;

  constructor(events: readonly JournalEvent[]) {
    this.events = new Map(events.map((event) => [event.id, event]));
  }

  row(rowId: string): TimelineRow | undefined {
    const text = this.rows.get(rowId);
    return text === undefined ? undefined : JSON.parse(text);
  }

  openRows(sessionId: string): readonly TimelineRow[] {
    return [...this.rows.values()]
      .map((text): TimelineRow => JSON.parse(text))
      .filter(({ openIn }) => openIn === sessionId);
  }

  fact(key: string): string | undefined {
    return this.facts.get(key);
  }

  event(eventId: string): JournalEvent | undefined {
    return this.events.get(eventId);
  }
}

describe('reduceTimeline', () => {
  it('[D28] needs of what came before only what is kept as JSON', () => {
    fc.assert(
      fc.property(anyEvents, (wire) => {
        const events = wire.map(readEvent);
        const lookup = new JsonLookup(events);
        const memory = new TimelineMemory();
        for (const event of events) {
          memory.add(event);
          const { rows, facts } = reduceTimeline(lookup, event);
          for (const row of rows) lookup.rows.set(row.id, JSON.stringify(row));
          for (const [key, value] of facts) lookup.facts.set(key, value);
        }
        expect([...lookup.rows.values()].map((text) => JSON.parse(text))).toEqual([...memory.rows()]);
      }),
    );
  });

  it('[D28] puts every event that is no mark into exactly one row, of whatever kind it is and whatever it holds', () => {
    fc.assert(
      fc.property(anyEvents, (wire) => {
        const events = wire.map(readEvent);
        const memory = new TimelineMemory();
        for (const event of events) memory.add(event);
        const shown = events.filter(({ kind }) => !MARKS.includes(kind)).map(({ id }) => id);
        expect([...memory.rows()].flatMap(({ eventIds }) => eventIds).sort()).toEqual(shown.sort());
        expect(toTimelineEntries(events)).toHaveLength([...memory.rows()].length);
      }),
    );
  });

  it('[D28] gives the same entries in whichever order the streams of two devices came together', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (ours, others) => {
        const theirs = others.map((event) => ({
          ...event,
          id: event.id.replace('01930000', '01940000'),
          deviceId: '99999999-9999-4999-8999-999999999999',
        }));
        const entriesOf = (events: readonly WireEvent[]) =>
          toTimelineEntries(events.toSorted(compareFoldOrder).map(readEvent));
        expect(entriesOf([...ours, ...theirs])).toEqual(entriesOf([...theirs, ...ours]));
      }),
    );
  });
});
