import { describe, expect, it } from 'vitest';
import { apply } from './apply/index.ts';
import { clocksOf } from './clocks.ts';
import type { EventDraft } from './events/index.ts';
import type { Incident } from './incident.ts';
import type { Taxonomy } from './taxonomy.ts';
import { declaredDraft, T0, testEvents } from './test-events.ts';
import { testTaxonomy } from './test-taxonomy.ts';

const MINUTE = 60_000;
const at = (minutes: number) => T0 + minutes * MINUTE;

function fold(drafts: readonly EventDraft[]): Incident {
  const state = testEvents(drafts).reduce(apply, undefined as Incident | undefined);
  if (!state) throw new Error('not declared');
  return state;
}

const acknowledged = (minutes: number): EventDraft => ({ kind: 'acknowledged', occurredAt: at(minutes), payload: {} });
const status = (to: 'investigating' | 'resolved' | 'identified' | 'closed', minutes: number): EventDraft => ({
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
  kind: 'noteAdded',
  occurredAt: at(minutes),
  payload: { noteKind: 'communication', text: 'We are on it.' },
});

const states = (drafts: readonly EventDraft[], minutes: number, taxonomy: Taxonomy = testTaxonomy) =>
  Object.fromEntries(clocksOf(fold(drafts), taxonomy, at(minutes)).map((clock) => [clock.id, clock.state]));

describe('clocksOf', () => {
  it('[D30] counts acknowledge and triage from the detection and the update from the declaration', () => {
    const clocks = clocksOf(fold([declaredDraft({ detectedAt: at(-2) })]), testTaxonomy, at(1));
    expect(clocks).toEqual([
      {
        id: 'acknowledge',
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

  it('[D33] runs the update clock from the last communication', () => {
    const drafts = [declaredDraft(), update(10)];
    expect(states(drafts, 12).update).toBe('running');
    expect(states(drafts, 22).update).toBe('near');
    expect(clocksOf(fold(drafts), testTaxonomy, at(12)).at(-1)?.dueAt).toBe(at(25));
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
});
