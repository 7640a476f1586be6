import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import { clocksOf, nextChangeAt, unrecordedBreaches } from './clocks.ts';
import type { EventDraft, Moment, ReviewStatus, Status } from './events/index.ts';
import type { Incident } from './incident.ts';
import type { Taxonomy } from './taxonomy.ts';
import { declaredDraft, T0, testEvents, testIncidentId } from './test-events.ts';
import { testTaxonomy } from './test-taxonomy.ts';

const MINUTE = 60_000;
const at = (minutes: number) => T0 + minutes * MINUTE;

function fold(drafts: readonly EventDraft[]): Incident {
  const state = testEvents(drafts).reduce(apply, undefined as Incident | undefined);
  if (!state) throw new Error('not declared');
  return state;
}

const acknowledged = (minutes: number): EventDraft => ({ kind: 'acknowledged', occurredAt: at(minutes), payload: {} });
const status = (to: Status, minutes: number): EventDraft => ({
  kind: 'statusChanged',
  occurredAt: at(minutes),
  payload: { from: 'detected', to },
});
const severity = (to: string, minutes: number): EventDraft => ({
  kind: 'severityChanged',
  occurredAt: at(minutes),
  payload: { from: 'SEV-1', to },
});
const update = (minutes: number): EventDraft => ({
  kind: 'updatePublished',
  occurredAt: at(minutes),
  payload: { audience: 'internal', channels: [], publicStatus: 'Investigating', text: 'We are on it.' },
});
const setMoment = (moment: Moment, minutes: number | null): EventDraft => ({
  kind: 'timestampSet',
  occurredAt: at(200),
  payload: { moment, at: minutes === null ? null : at(minutes) },
});
const breach = (clock: string, originMinutes: number, limitMinutes: number): EventDraft => ({
  kind: 'clockBreached',
  occurredAt: at(originMinutes + limitMinutes),
  payload: {
    clock,
    severity: 'SEV-1',
    originAt: at(originMinutes),
    limitMs: limitMinutes * MINUTE,
    dueAt: at(originMinutes + limitMinutes),
  },
});
const review = (to: ReviewStatus, minutes: number): EventDraft => ({
  kind: 'reviewStatusChanged',
  occurredAt: at(minutes),
  payload: { from: 'draft', to },
});

const states = (drafts: readonly EventDraft[], minutes: number, taxonomy: Taxonomy = testTaxonomy) =>
  Object.fromEntries(clocksOf(fold(drafts), taxonomy, at(minutes)).map((clock) => [clock.id, clock.state]));

const find = (drafts: readonly EventDraft[], minutes: number, id: string, taxonomy: Taxonomy = testTaxonomy) =>
  clocksOf(fold(drafts), taxonomy, at(minutes)).find((clock) => clock.id === id);
const missed = (drafts: readonly EventDraft[], minutes: number, taxonomy: Taxonomy = testTaxonomy) =>
  unrecordedBreaches(fold(drafts), taxonomy, at(minutes)).map(
    ({ clock, severity, limitMs, lateFrom, counting }) =>
      `${clock} ${severity} ${limitMs / MINUTE} at ${(lateFrom - T0) / MINUTE}${counting ? '' : ' ended'}`,
  );

/** As sev-saas has them: phases, ladder, post-mortem. */
const whole: Taxonomy = {
  ...testTaxonomy,
  phases: [
    { name: 'Detection', fromMinutes: 0, toMinutes: 5 },
    { name: 'Acknowledgment', toMinutes: 15 },
    { name: 'Triage', toMinutes: 30 },
    { name: 'Mitigation', toMinutes: 60 },
  ],
  escalation: [
    { id: 'L1', who: 'On-call', fromMinutes: 0, toMinutes: 30, contact: 'on-call' },
    { id: 'L2', who: 'Team lead', fromMinutes: 30, toMinutes: 60, contact: 'team lead' },
    { id: 'L3', who: 'CTO', fromMinutes: 60 },
  ],
  reviews: [{ name: 'Post-mortem', severities: ['SEV-1', 'SEV-2'], earliestHours: 24, dueHours: 48 }],
};

describe('clocksOf', () => {
  it('[D30] counts acknowledge and triage from the detection and the update from the declaration', () => {
    const clocks = clocksOf(fold([declaredDraft({ detectedAt: at(-2) })]), testTaxonomy, at(1));
    expect(clocks).toEqual([
      {
        id: 'acknowledge',
        kind: 'target',
        label: 'acknowledge',
        state: 'running',
        originAt: at(-2),
        limitMs: 5 * MINUTE,
        dueAt: at(3),
        elapsedMs: 3 * MINUTE,
        remainingMs: 2 * MINUTE,
      },
      {
        id: 'triage',
        kind: 'target',
        label: 'triage',
        state: 'running',
        originAt: at(-2),
        limitMs: 15 * MINUTE,
        dueAt: at(13),
        elapsedMs: 3 * MINUTE,
        remainingMs: 12 * MINUTE,
      },
      {
        id: 'update',
        kind: 'target',
        label: 'update',
        state: 'running',
        originAt: at(0),
        limitMs: 15 * MINUTE,
        dueAt: at(15),
        elapsedMs: MINUTE,
        remainingMs: 14 * MINUTE,
      },
    ]);
  });

  it('[D31] is near from 80 % of the limit, met at the limit, breached past it', () => {
    const open = [declaredDraft()];
    expect(states(open, 3.99).acknowledge).toBe('running');
    expect(states(open, 4).acknowledge).toBe('near');
    expect(states(open, 5).acknowledge).toBe('near');
    expect(states(open, 5.01).acknowledge).toBe('breached');
    expect(states([...open, acknowledged(5)], 60).acknowledge).toBe('met');
    expect(states([...open, acknowledged(5.01)], 60).acknowledge).toBe('met late');
  });

  it('[D32] ends triage when the incident first leaves detected, and stops the others when it is over', () => {
    expect(states([declaredDraft(), status('investigating', 8)], 9).triage).toBe('met');
    expect(states([declaredDraft(), status('resolved', 4)], 99)).toEqual({
      acknowledge: 'stopped',
      triage: 'met',
      update: 'stopped',
    });
    expect(states([declaredDraft(), status('resolved', 20)], 99)).toEqual({
      acknowledge: 'breached',
      triage: 'met late',
      update: 'breached',
    });
  });

  it('[D33] runs the update clock from the last published update, and not from a note about one', () => {
    const drafts = [declaredDraft(), update(10)];
    expect(states(drafts, 12).update).toBe('running');
    expect(states(drafts, 22).update).toBe('near');
    const note: EventDraft = {
      kind: 'noteAdded',
      occurredAt: at(20),
      payload: { noteKind: 'communication', text: 'Told support.' },
    };
    expect(find([...drafts, note], 22, 'update')).toMatchObject({ state: 'near', originAt: at(10), dueAt: at(25) });
  });

  it('[D33] takes an update that is told of later for when it went out', () => {
    expect(find([declaredDraft(), update(10), update(5)], 12, 'update')?.originAt).toBe(at(10));
    expect(find([declaredDraft({}, at(0)), update(-5)], 1, 'update')?.originAt).toBe(at(0));
  });

  it('[D33] takes 15, 30 and 60 minutes where the taxonomy gives no cadence, and none for the lowest level', () => {
    const cadence = (level: string) =>
      clocksOf(fold([declaredDraft({ severity: level })]), testTaxonomy, at(0)).find((clock) => clock.id === 'update');
    expect(['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4'].map((level) => cadence(level)?.limitMs)).toEqual([
      15 * MINUTE,
      30 * MINUTE,
      60 * MINUTE,
      undefined,
    ]);
  });

  it('[D34] takes the new limit from a change of severity on and keeps the origin', () => {
    const lowered = [declaredDraft(), severity('SEV-2', 3)];
    expect(states(lowered, 10).acknowledge).toBe('running');
    const raised = [declaredDraft({ severity: 'SEV-3' }), severity('SEV-1', 30)];
    expect(states(raised, 30).acknowledge).toBe('breached');
    expect(
      states([declaredDraft({ severity: 'SEV-3' }), acknowledged(20), severity('SEV-1', 30)], 31).acknowledge,
    ).toBe('met');
  });

  it('[D34] keeps breached what was breached before the severity went down', () => {
    expect(states([declaredDraft(), severity('SEV-3', 6)], 7).acknowledge).toBe('breached');
    expect(states([declaredDraft(), severity('SEV-3', 6), acknowledged(8)], 9).acknowledge).toBe('met late');
  });

  it('[D34] lets a backdated severity hold from its moment on', () => {
    const corrected = fold([declaredDraft(), severity('SEV-3', -10)]);
    expect(corrected.severityHistory).toEqual([{ severity: 'SEV-3', from: at(0) }]);
    expect(clocksOf(corrected, testTaxonomy, at(30))[0]?.state).toBe('running');
  });

  it('[D35] counts respond and resolve where the taxonomy sets them, and says what the figure does not', () => {
    const taxonomy: Taxonomy = {
      id: 'p',
      name: 'P',
      levels: [
        {
          id: 'P0',
          name: 'P0',
          meaning: 'down',
          respondMinutes: 15,
          resolveMinutes: 240,
          respondNote: 'in business hours',
        },
      ],
    };
    const clocks = clocksOf(fold([declaredDraft({ severity: 'P0' }), acknowledged(3)]), taxonomy, at(4));
    expect(clocks.map(({ id, state, note }) => ({ id, state, note }))).toEqual([
      { id: 'respond', state: 'met', note: 'in business hours' },
      { id: 'update', state: 'running', note: undefined },
      { id: 'resolve', state: 'running', note: undefined },
    ]);
  });

  it('[D35] has no clocks for a severity that the taxonomy lost', () => {
    expect(clocksOf(fold([declaredDraft({ severity: 'gone' })]), testTaxonomy, at(1))).toEqual([]);
  });

  it('[D34] shows what was breached also where the present severity has no such target', () => {
    const lowered = [declaredDraft({}), severity('SEV-4', 20)];
    expect(find(lowered, 30, 'triage')).toEqual({
      id: 'triage',
      kind: 'target',
      label: 'triage',
      state: 'breached',
      originAt: at(0),
      limitMs: 15 * MINUTE,
      dueAt: at(15),
      elapsedMs: 20 * MINUTE,
      endedAt: at(20),
    });
    expect(find([declaredDraft({}), severity('SEV-4', 10)], 30, 'triage')).toBeUndefined();
  });

  it('[D36] takes a recorded breach for one, whatever is corrected afterwards', () => {
    const drafts = [declaredDraft(), breach('acknowledge', 0, 5), acknowledged(8), setMoment('detectedAt', 6)];
    expect(find(drafts, 210, 'acknowledge')).toMatchObject({
      state: 'met late',
      originAt: at(6),
      elapsedMs: 2 * MINUTE,
    });
    // The next run of the cadence is another one.
    expect(states([declaredDraft(), breach('update', 0, 15), update(16)], 17).update).toBe('running');
  });

  it('[D36] counts from corrected moments', () => {
    expect(find([declaredDraft(), setMoment('detectedAt', -4)], 2, 'acknowledge')).toMatchObject({
      state: 'breached',
      originAt: at(-4),
      dueAt: at(1),
    });
    expect(find([declaredDraft(), acknowledged(9), setMoment('acknowledgedAt', 4)], 20, 'acknowledge')?.state).toBe(
      'met',
    );
    const overAgain = [declaredDraft(), acknowledged(1), status('resolved', 40), setMoment('resolvedAt', 10)];
    expect(find(overAgain, 300, 'update')).toMatchObject({ state: 'stopped', endedAt: at(10) });
    expect(find([...overAgain, setMoment('resolvedAt', null)], 300, 'update')?.endedAt).toBe(at(40));
  });

  it('[D36] gives a reopened incident its clocks back, its cadence from the reopening', () => {
    const reopened = [declaredDraft(), acknowledged(1), status('resolved', 10), status('investigating', 600)];
    expect(states(reopened, 601)).toEqual({ acknowledge: 'met', triage: 'met', update: 'running' });
    expect(find(reopened, 601, 'update')).toMatchObject({ originAt: at(600), dueAt: at(615) });
    expect(states(reopened, 616).update).toBe('breached');
    // Nothing was late while it was over.
    expect(missed(reopened, 601)).toEqual([]);
    expect(missed([declaredDraft(), status('resolved', 2), status('investigating', 600)], 601)).toEqual([
      'acknowledge SEV-1 5 at 600',
    ]);
  });

  it('[D36] leaves a merged duplicate without clocks', () => {
    const merged: EventDraft = {
      kind: 'incidentMerged',
      occurredAt: at(3),
      payload: { direction: 'into', otherId: testIncidentId, otherTitle: 'The other' },
    };
    expect(clocksOf(fold([declaredDraft(), merged]), whole, at(900))).toEqual([]);
    expect(missed([declaredDraft(), merged], 900, whole)).toEqual([]);
    expect(nextChangeAt(fold([declaredDraft(), merged]), whole, at(3))).toBeUndefined();
  });

  it('[D37] ends each phase with the moment that its name speaks of, and detection counts from the start', () => {
    const phases = (drafts: readonly EventDraft[], minutes: number, taxonomy = whole) =>
      clocksOf(fold(drafts), taxonomy, at(minutes))
        .filter(({ kind }) => kind === 'phase')
        .map(({ label, state, limitMs }) => [label, limitMs / MINUTE, state]);
    const walked = [declaredDraft(), acknowledged(16), status('investigating', 20), status('monitoring', 61)];
    expect(phases(walked, 70)).toEqual([
      ['acknowledgment phase', 15, 'met late'],
      ['triage phase', 30, 'met'],
      ['mitigation phase', 60, 'met late'],
    ]);
    expect(phases([declaredDraft(), status('resolved', 40)], 70)).toEqual([
      ['acknowledgment phase', 15, 'breached'],
      ['triage phase', 30, 'met late'],
      ['mitigation phase', 60, 'stopped'],
    ]);
    expect(phases([...walked, setMoment('startedAt', -6)], 300)[0]).toEqual(['detection phase', 5, 'met late']);
    const platform: Taxonomy = {
      ...whole,
      phases: [
        { name: 'Initial response', toMinutes: 5 },
        { name: 'Investigation and mitigation', toMinutes: 15 },
        { name: 'Talking to the press', toMinutes: 20 },
        { name: 'Resolution', toMinutes: 60 },
      ],
    };
    expect(phases([...walked, status('resolved', 62)], 70, platform)).toEqual([
      ['initial response phase', 5, 'met late'],
      ['investigation and mitigation phase', 15, 'met late'],
      ['resolution phase', 60, 'met late'],
    ]);
  });

  it('[D37] lets a level that has longer for a moment have it in the phase too, and keeps phases in order', () => {
    const limits = (level: string) =>
      clocksOf(fold([declaredDraft({ severity: level })]), whole, at(0)).flatMap(({ kind, limitMs }) =>
        kind === 'phase' ? [limitMs / MINUTE] : [],
      );
    expect(['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4'].map(limits)).toEqual([
      [15, 30, 60],
      [15, 30, 60],
      [60, 120, 120],
      [240, 240, 240],
    ]);
  });

  it('[D38] has the reviews of the severity due from the resolution, until one is approved; a drill has none', () => {
    const resolved = [declaredDraft(), status('resolved', 60)];
    const hours = (count: number) => 60 + count * 60;
    expect(find(resolved, hours(1), 'review: post-mortem', whole)).toMatchObject({
      label: 'Post-mortem',
      state: 'running',
      originAt: at(60),
      limitMs: 48 * 60 * MINUTE,
      note: 'not before 24 h',
    });
    const state = (drafts: readonly EventDraft[], count: number) =>
      find(drafts, hours(count), 'review: post-mortem', whole)?.state;
    expect(state(resolved, 40)).toBe('near');
    expect(state([...resolved, status('closed', 90)], 49)).toBe('breached');
    expect(state([...resolved, review('approved', hours(30))], 100)).toBe('met');
    expect(state([...resolved, review('published', hours(50))], 100)).toBe('met late');
    expect(state([...resolved, review('approved', hours(30)), review('published', hours(50))], 100)).toBe('met');
    expect(state([...resolved, review('approved', hours(30)), review('draft', hours(31))], 32)).toBe('running');
    expect(state([...resolved, review('in review', hours(1))], 40)).toBe('near');
    expect(state([...resolved, severity('SEV-3', 70)], 40)).toBeUndefined();
    expect(state([...resolved, status('investigating', 70)], 40)).toBeUndefined();
    expect(state([declaredDraft({ drill: true }), status('resolved', 60)], 40)).toBeUndefined();
  });

  it('[D38] counts a resolution after a reopening anew', () => {
    const twice = [
      declaredDraft(),
      status('resolved', 60),
      breach('review: post-mortem', 60, 48 * 60),
      status('investigating', 5000),
      status('resolved', 5010),
    ];
    expect(find(twice, 5020, 'review: post-mortem', whole)).toMatchObject({ state: 'running', originAt: at(5010) });
  });
});

describe('unrecordedBreaches', () => {
  it('[D39] names each limit that was passed, once, from when it counted, also where the clock was met late', () => {
    expect(missed([declaredDraft()], 5)).toEqual([]);
    expect(missed([declaredDraft()], 16)).toEqual([
      'acknowledge SEV-1 5 at 5',
      'triage SEV-1 15 at 15',
      'update SEV-1 15 at 15',
    ]);
    expect(missed([declaredDraft(), acknowledged(9)], 10)).toEqual(['acknowledge SEV-1 5 at 5 ended']);
    expect(missed([declaredDraft(), breach('acknowledge', 0, 5)], 10)).toEqual([]);
  });

  it('[D39] names a limit that a raised severity brings from when it came, beside the one before', () => {
    const raised = [declaredDraft({ severity: 'SEV-2' }), acknowledged(1), severity('SEV-1', 20)];
    expect(missed(raised, 20)).toEqual(['triage SEV-1 15 at 20', 'update SEV-1 15 at 20']);
    expect(missed([declaredDraft({}), severity('SEV-3', 6)], 61)).toEqual([
      'acknowledge SEV-1 5 at 5',
      'acknowledge SEV-3 60 at 60',
      'update SEV-3 60 at 60',
    ]);
  });

  it('[D39] names every run of the cadence that was missed', () => {
    expect(missed([declaredDraft(), acknowledged(1), status('investigating', 2), update(20), update(30)], 46)).toEqual([
      'update SEV-1 15 at 15 ended',
      'update SEV-1 15 at 45',
    ]);
  });

  it('[D39] names the levels of the ladder and the phases', () => {
    const open = [declaredDraft(), acknowledged(1), status('investigating', 2), update(14), update(28), update(42)];
    expect(missed([...open, update(56)], 62, whole)).toEqual([
      'escalation: L2 SEV-1 30 at 30',
      'phase: mitigation SEV-1 60 at 60',
      'escalation: L3 SEV-1 60 at 60',
    ]);
  });
});

describe('nextChangeAt', () => {
  it('[D39] is the next instant at which a clock comes near its limit or passes it', () => {
    const incident = fold([declaredDraft()]);
    const changes: number[] = [];
    for (let next = nextChangeAt(incident, testTaxonomy, T0); next !== undefined; ) {
      changes.push(next - T0);
      next = nextChangeAt(incident, testTaxonomy, next);
    }
    expect(changes).toEqual([4 * MINUTE, 5 * MINUTE + 1, 12 * MINUTE, 15 * MINUTE + 1]);
    expect(nextChangeAt(fold([declaredDraft(), status('resolved', 1)]), testTaxonomy, at(2))).toBeUndefined();
  });

  it('[D39] misses nothing: between two of its instants every state stays as it was', () => {
    const minute = fc.integer({ min: 0, max: 400 });
    const anything = fc.oneof(
      minute.map(acknowledged),
      minute.map(update),
      fc
        .tuple(fc.constantFrom<Status>('investigating', 'monitoring', 'resolved', 'closed'), minute)
        .map(([to, m]) => status(to, m)),
      fc.tuple(fc.constantFrom('SEV-1', 'SEV-2', 'SEV-3', 'SEV-4', 'gone'), minute).map(([to, m]) => severity(to, m)),
      fc
        .tuple(fc.constantFrom<Moment>('detectedAt', 'startedAt', 'resolvedAt'), minute)
        .map(([m, to]) => setMoment(m, to)),
    );
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 8 }),
        fc.integer({ min: 400 * MINUTE, max: 600 * MINUTE }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (drafts, since, part) => {
          const incident = fold([declaredDraft(), ...drafts]);
          const now = T0 + since;
          const next = nextChangeAt(incident, whole, now) ?? now + 100 * 60 * MINUTE;
          const read = (instant: number) => clocksOf(incident, whole, instant).map(({ id, state }) => [id, state]);
          const before = now + Math.floor((next - 1 - now) * part);
          expect(read(before)).toEqual(read(now));
          expect(unrecordedBreaches(incident, whole, before)).toEqual(unrecordedBreaches(incident, whole, now));
        },
      ),
    );
  });
});
