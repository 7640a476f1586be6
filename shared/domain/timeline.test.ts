import { describe, expect, it } from 'vitest';
import { readEvent } from './read-event.ts';
import { declaredDraft, system, T0, testEventId, testEvents, testWireEvents } from './test-events.ts';
import { toTimelineEntries } from './timeline.ts';

const sessionId = '33333333-3333-4333-8333-333333333333';
const commandId = '44444444-4444-4444-8444-444444444444';
const otherCommandId = '55555555-5555-4555-8555-555555555555';
const SECOND = 1000;
const MINUTE = 60 * SECOND;

const runbookAttached = {
  kind: 'runbookAttached',
  occurredAt: T0 + 1,
  payload: { runbookId: 'api', title: 'API outage', blob: 'a'.repeat(64) },
} as const;
const step = { runbookId: 'api', stepId: 'pods' };
const stepStarted = {
  kind: 'stepStarted',
  occurredAt: T0 + 2 * SECOND,
  payload: {
    ...step,
    number: 1,
    title: 'Check pod status',
    commandLine: 'kubectl get pods',
    sessionId,
    risk: 'read-only',
  },
} as const;
const commandStarted = {
  kind: 'commandStarted',
  occurredAt: T0 + 5 * SECOND,
  payload: { sessionId, commandId, commandLine: 'kubectl get pods', cwd: '/ops', ...step },
} as const;
const commandFinished = {
  kind: 'commandFinished',
  occurredAt: T0 + 6 * SECOND,
  payload: {
    ...commandStarted.payload,
    exitCode: 2,
    durationMs: 940,
    excerpt: 'error: no such host',
    excerptTruncated: false,
  },
} as const;
const stepFinished = {
  kind: 'stepFinished',
  occurredAt: T0 + 6 * SECOND,
  payload: { ...step, commandId, exitCode: 2, durationMs: 940 },
} as const;

/** What an entry says of itself as long as nobody said anything about it. */
const plain = (seq: number) => ({
  order: expect.stringContaining(`/${String(seq).padStart(10, '0')}`),
  pinned: false,
  amendments: [],
  backfilled: false,
  foreign: false,
});

describe('toTimelineEntries', () => {
  it('[D20] shows a runbook step and its command, started and finished, as one row', () => {
    const events = testEvents([
      declaredDraft(),
      runbookAttached,
      stepStarted,
      commandStarted,
      commandFinished,
      stepFinished,
    ]);
    expect(toTimelineEntries(events).slice(2)).toEqual([
      {
        eventId: testEventId(3),
        category: 'command',
        label: 'exit 2',
        headline: 'kubectl get pods',
        code: true,
        details: ['exit 2', '0.9 s', 'Ada Winter', 'API outage, step 1'],
        evidence: 'error: no such host',
        tone: 'critical',
        occurredAt: T0 + 5 * SECOND,
        recordedAt: T0 + 5 * SECOND,
        backdated: false,
        actorName: 'Ada Winter',
        ...plain(3),
        can: { amend: false, retract: true, purge: true },
      },
    ]);
  });

  it('[D20] says that a command runs until it has finished, and that nobody knows once its terminal closed', () => {
    const running = testEvents([declaredDraft(), commandStarted]);
    expect(toTimelineEntries(running).at(-1)).toMatchObject({ label: 'running', details: ['running', 'Ada Winter'] });

    const closed = testEvents([
      declaredDraft(),
      commandStarted,
      { kind: 'sessionClosed', occurredAt: T0 + MINUTE, payload: { sessionId } },
    ]);
    expect(toTimelineEntries(closed).map((entry) => entry.label)).toEqual(['declared', 'no exit code', 'terminal']);
  });

  it('[D20] gives the same command typed again by hand a row of its own', () => {
    const again = { ...commandStarted, payload: { ...commandStarted.payload, commandId: otherCommandId } };
    const events = testEvents([declaredDraft(), stepStarted, commandStarted, again, commandFinished]);
    expect(toTimelineEntries(events).map((entry) => [entry.headline, entry.label])).toEqual([
      ['Declared SEV-1: Checkout API errors', 'declared'],
      ['kubectl get pods', 'exit 2'],
      ['kubectl get pods', 'running'],
    ]);
  });

  it('[D20] shows a dangerous step with who confirmed it', () => {
    const dangerous = {
      ...stepStarted,
      payload: { ...stepStarted.payload, risk: 'dangerous', confirmedTarget: 'checkout-api' },
    } as const;
    const [, entry] = toTimelineEntries(testEvents([declaredDraft(), dangerous, commandStarted, commandFinished]));
    expect(entry?.details).toContain('dangerous, confirmed by Ada Winter');
  });

  it('[D21] orders rows by when they happened, then by when they were recorded', () => {
    const note = (text: string, occurredAt: number, recordedAt: number) =>
      ({ kind: 'noteAdded', occurredAt, recordedAt, payload: { noteKind: 'observation', text } }) as const;
    const events = testEvents([
      declaredDraft(),
      note('second', T0 + 2 * MINUTE, T0 + 2 * MINUTE),
      note('third', T0 + 2 * MINUTE, T0 + 3 * MINUTE),
      note('first', T0 + MINUTE, T0 + 9 * MINUTE),
    ]);
    expect(toTimelineEntries(events).map((entry) => [entry.headline, entry.backdated])).toEqual([
      ['Declared SEV-1: Checkout API errors', false],
      ['first', true],
      ['second', false],
      ['third', false],
    ]);
  });

  it('[D21] does not call a source backdated that reports late', () => {
    const alert = {
      kind: 'alertFired',
      occurredAt: T0 - 5 * MINUTE,
      recordedAt: T0 + MINUTE,
      actor: system,
      payload: {
        fingerprint: 'f',
        name: 'HighErrorRate',
        labels: { job: 'checkout-api' },
        sourceName: 'Prometheus prod',
        activeAt: T0 - 5 * MINUTE,
        severity: 'critical',
        value: '1.2e-01',
        simulated: true,
      },
    } as const;
    expect(toTimelineEntries(testEvents([declaredDraft(), alert]))[0]).toEqual({
      eventId: testEventId(2),
      category: 'alert',
      label: 'firing',
      headline: 'HighErrorRate firing on checkout-api',
      code: false,
      details: ['Prometheus prod', 'critical', 'SIMULATED'],
      evidence: 'job="checkout-api"\nvalue 1.2e-01',
      tone: 'critical',
      occurredAt: T0 - 5 * MINUTE,
      recordedAt: T0 + MINUTE,
      backdated: false,
      ...plain(2),
      can: { amend: false, retract: true, purge: true },
    });
  });

  it('[D22] marks a row as pinned, by note or later, and takes the mark away again', () => {
    const pin = (seq: number, pinned: boolean) =>
      ({ kind: 'entryPinned', occurredAt: T0 + MINUTE, payload: { eventId: testEventId(seq), pinned } }) as const;
    const note = {
      kind: 'noteAdded',
      occurredAt: T0 + SECOND,
      payload: { noteKind: 'decision', text: 'Roll back\nto 2.5.0', pinned: true },
    } as const;
    const pinnedOf = (events: ReturnType<typeof testEvents>) => toTimelineEntries(events).map((entry) => entry.pinned);
    const base = [declaredDraft(), note, commandStarted, commandFinished];
    // The pin names the finished event, which is the second one of its row.
    expect(pinnedOf(testEvents([...base, pin(4, true)]))).toEqual([false, true, true]);
    expect(pinnedOf(testEvents([...base, pin(4, true), pin(2, false)]))).toEqual([false, false, true]);
  });

  it('[D23] shows an event of a newer program as an unknown entry', () => {
    const [declared, future] = testWireEvents([declaredDraft(), stepFinished]);
    if (!declared || !future) throw new Error('two events');
    const entries = toTimelineEntries([declared, { ...future, kind: 'teleported', payload: { to: 1 } }].map(readEvent));
    expect(entries.at(-1)).toMatchObject({ category: 'unknown', headline: 'Unknown entry: teleported' });
  });

  it('says how long after the detection somebody acknowledged', () => {
    const events = testEvents([declaredDraft(), { kind: 'acknowledged', occurredAt: T0 + 192 * SECOND, payload: {} }]);
    expect(toTimelineEntries(events).at(-1)?.details).toEqual(['Ada Winter', '3 m 12 s after detection']);
  });
});
