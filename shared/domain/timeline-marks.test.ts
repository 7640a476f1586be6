import { describe, expect, it } from 'vitest';
import type { Actor, EventDraft, JournalEvent } from './events/index.ts';
import { readEvent } from './read-event.ts';
import { ada, declaredDraft, T0, testEventId, testEvents, testWireEvents } from './test-events.ts';
import { type TimelineEntry, toTimelineEntries } from './timeline.ts';

const MINUTE = 60_000;
const jon: Actor = { type: 'person', personId: '33333333-3333-4333-8333-333333333333', name: 'Jon Reyes' };
const NOTE = testEventId(2);

type Draft = Parameters<typeof testWireEvents>[0][number];
const note = { kind: 'noteAdded', occurredAt: T0, payload: { noteKind: 'hypothesis', text: 'The cache' } } as const;
const amend = (payload: Omit<Extract<EventDraft, { kind: 'entryAmended' }>['payload'], 'eventId'>, minute: number) =>
  ({
    kind: 'entryAmended',
    occurredAt: T0 + minute * MINUTE,
    actor: jon,
    payload: { eventId: NOTE, ...payload },
  }) as const;

/** The one entry beside the declaration. */
function entryOf(...drafts: Draft[]): TimelineEntry | undefined {
  return toTimelineEntries(testEvents([declaredDraft(), ...drafts])).find(({ category }) => category !== 'incident');
}

describe('an amended entry', () => {
  it('[D24] reads as amended, in words, kind and time, with what it said before, oldest first', () => {
    const entry = entryOf(
      note,
      amend({ text: 'The database\nand its pool', reason: 'wrong guess' }, 1),
      amend({ noteKind: 'observation', occurredAt: T0 - 5 * MINUTE, reason: 'seen earlier' }, 2),
    );
    expect(entry).toMatchObject({
      eventId: NOTE,
      text: 'The database\nand its pool',
      headline: 'The database',
      evidence: 'The database\nand its pool',
      label: 'observation',
      details: ['observation', 'Ada Winter'],
      occurredAt: T0 - 5 * MINUTE,
      backdated: true,
      can: { amend: true, retract: true, purge: true },
    });
    expect(entry?.amendments).toEqual([
      { by: 'Jon Reyes', at: T0 + MINUTE, reason: 'wrong guess', formerText: 'The cache' },
      {
        by: 'Jon Reyes',
        at: T0 + 2 * MINUTE,
        reason: 'seen earlier',
        formerOccurredAt: T0,
        formerLabel: 'hypothesis',
      },
    ]);
  });

  it('[D24] stands where its amended time puts it', () => {
    const events = testEvents([declaredDraft(), note, amend({ occurredAt: T0 - MINUTE, reason: 'earlier' }, 1)]);
    expect(toTimelineEntries(events).map(({ eventId }) => eventId)).toEqual([NOTE, testEventId(1)]);
  });

  it('[D24] shows a new caption of an attachment, and leaves alone what nobody wrote', () => {
    const file = { name: 'a.log', mediaType: 'text/plain', size: 2000, blob: 'a'.repeat(64) };
    const attached = { kind: 'attachmentAdded', occurredAt: T0, payload: file } as const;
    expect(entryOf(attached, amend({ text: 'The log', reason: 'named' }, 1))).toMatchObject({
      headline: 'The log',
      text: 'The log',
      details: ['a.log', 'text/plain', '2.0 kB', 'Ada Winter'],
      amendments: [{ formerText: '' }],
    });
    const failed = { probeId: 'p', name: 'API', target: 'x', failures: 1, detail: '503' };
    const probe = { kind: 'probeFailed', occurredAt: T0, payload: failed } as const;
    expect(entryOf(probe, amend({ text: 'All is well', reason: 'no' }, 1))).toMatchObject({
      headline: 'API is down',
      amendments: [],
    });
  });
});

describe('a retracted entry', () => {
  it('[D25] stays, and says by whom, when and why; its words can still be purged', () => {
    const retraction = { eventId: NOTE, reason: 'another incident' };
    const draft = { kind: 'entryRetracted', occurredAt: T0 + MINUTE, actor: jon, payload: retraction } as const;
    expect(entryOf(note, draft)).toMatchObject({
      headline: 'The cache',
      retracted: { by: 'Jon Reyes', at: T0 + MINUTE, reason: 'another incident' },
      can: { amend: false, retract: false, purge: true },
    });
  });

  it('[D25] is retracted through any event of its row', () => {
    const command = { sessionId: ada.type === 'person' ? ada.personId : '', commandId: testEventId(99) };
    const line = { ...command, commandLine: 'ls', cwd: '/' };
    const finished = { ...line, exitCode: 0, durationMs: 1, excerpt: '', excerptTruncated: false };
    const retraction = { eventId: testEventId(3), reason: 'typed in the wrong place' };
    expect(
      entryOf(
        { kind: 'commandStarted', occurredAt: T0, payload: line },
        { kind: 'commandFinished', occurredAt: T0 + 1, payload: finished },
        { kind: 'entryRetracted', occurredAt: T0 + 2, payload: retraction },
      ),
    ).toMatchObject({ headline: 'ls', retracted: { reason: 'typed in the wrong place' } });
  });
});

describe('a purged entry', () => {
  /** As the journal gives events whose payload it overwrote. */
  function purged(drafts: readonly Draft[], ...seqs: number[]): readonly JournalEvent[] {
    return testWireEvents(drafts)
      .map((event) => (seqs.includes(event.seq) ? { ...event, payload: null, purged: true as const } : event))
      .map(readEvent);
  }
  const purge = (seq: number) =>
    ({
      kind: 'entryPurged',
      occurredAt: T0 + MINUTE,
      actor: jon,
      payload: { eventId: testEventId(seq), reason: 'a password' },
    }) as const;

  it('[D26] keeps its time and kind, and says by whom, when and why', () => {
    const events = purged(
      [declaredDraft(), note, amend({ text: 'hunter2', reason: 'x' }, 1), purge(3), purge(2)],
      2,
      3,
    );
    expect(toTimelineEntries(events).slice(1)).toEqual([
      {
        eventId: NOTE,
        order: expect.any(String),
        category: 'note',
        label: 'purged',
        headline: 'Purged entry',
        details: ['Ada Winter'],
        code: false,
        tone: 'neutral',
        occurredAt: T0,
        recordedAt: T0,
        backdated: false,
        actorName: 'Ada Winter',
        pinned: false,
        amendments: [],
        purged: { by: 'Jon Reyes', at: T0 + MINUTE, reason: 'a password' },
        backfilled: false,
        foreign: false,
        can: { amend: false, retract: false, purge: false },
      },
    ]);
  });

  it('[D26] is one row also when it was a command that had finished', () => {
    const line = { sessionId: testEventId(98), commandId: testEventId(99), commandLine: 'ls', cwd: '/' };
    const finished = { ...line, exitCode: 0, durationMs: 1, excerpt: '', excerptTruncated: false };
    const events = purged(
      [
        declaredDraft(),
        { kind: 'commandStarted', occurredAt: T0, payload: line },
        { kind: 'commandFinished', occurredAt: T0 + 1, payload: finished },
        purge(3),
        purge(2),
      ],
      2,
      3,
    );
    expect(toTimelineEntries(events).map(({ category, label }) => [category, label])).toEqual([
      ['incident', 'declared'],
      ['command', 'purged'],
    ]);
  });
});

describe('what the desk recorded', () => {
  const backfill = (seq: number, kind: string, payload: unknown, occurredAt: number): Draft => ({
    kind: 'backfilled',
    occurredAt,
    recordedAt: T0 + 9 * MINUTE,
    payload: {
      original: {
        id: testEventId(1000 + seq),
        deviceId: '11111111-1111-4111-8111-111111111111',
        seq,
        hash: 'a'.repeat(64),
        kind,
        version: 1,
        recordedAt: occurredAt,
        occurredAt,
        actor: jon,
        payload,
      },
    },
  });
  const line = { sessionId: testEventId(98), commandId: testEventId(99), commandLine: 'ls', cwd: '/' };

  it('[D27] shows as what it was, a command as one row, marked as brought in', () => {
    const finished = { ...line, exitCode: 1, durationMs: 5, excerpt: 'no', excerptTruncated: false };
    const entries = toTimelineEntries(
      testEvents([
        declaredDraft({}, T0 + MINUTE),
        backfill(1, 'commandStarted', line, T0),
        backfill(2, 'commandFinished', finished, T0 + 5),
        backfill(3, 'noteAdded', { noteKind: 'action', text: 'Looked' }, T0 + 6),
      ]),
    );
    expect(entries).toMatchObject([
      { headline: 'ls', label: 'exit 1', occurredAt: T0, actorName: 'Jon Reyes', backfilled: true, backdated: false },
      { headline: 'Looked', backfilled: true, can: { amend: false, retract: true, purge: true } },
      { label: 'declared', backfilled: false },
    ]);
  });

  it('[D27] is an unknown entry when it was brought in twice, or is of no kind that we know', () => {
    const nested = backfill(1, 'backfilled', backfill(2, 'noteAdded', { text: 'x' }, T0).payload, T0);
    const events = testEvents([declaredDraft(), nested, backfill(3, 'teleported', {}, T0)]);
    expect(toTimelineEntries(events).map(({ headline }) => headline)).toEqual([
      'Declared SEV-1: Checkout API errors',
      'Unknown entry: backfilled',
      'Unknown entry: teleported',
    ]);
  });
});
